"""Reads the webhooks of WhatsApp. Total: any JSON at all gives events or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from bot.channels.channel import UnreachableError
from bot.channels.meta.codes import meaning
from bot.channels.reading import identifier, mapping, moment, objects, text
from bot.services.app_receipts import WINDOW_CLOSED
from bot.services.channel_records import ChannelEvent, EventKind

_MEDIA: Final = frozenset({"image", "video", "audio", "voice", "document"})
_NOTHING: Final = frozenset({"reaction", "system"})
_RECEIPTS: Final = {"delivered": EventKind.DELIVERED, "read": EventKind.READ, "failed": EventKind.FAILED}


def events_of(told: Any, number_id: str) -> list[ChannelEvent]:
    """What happened, in order. `number_id`: our number's, as one account may have several."""
    if text(mapping(told), "object") != "whatsapp_business_account":
        return []
    changes = (change for entry in objects(told, "entry") for change in objects(entry, "changes"))
    values = (mapping(change, "value") for change in changes if text(change, "field") == "messages")
    ours = (value for value in values if identifier(mapping(value, "metadata"), "phone_number_id") == number_id)
    return [event for value in ours for event in _events(value)]


def _events(value: Mapping[str, Any]) -> Iterator[ChannelEvent]:
    for message in objects(value, "messages"):
        if event := _message(message):
            yield event
    for status in objects(value, "statuses"):
        if event := _receipt(status):
            yield event


def _message(message: Mapping[str, Any]) -> ChannelEvent | None:
    key, sender, at = identifier(message, "id"), _person(message, "from_user_id", "from"), moment(message, "timestamp")
    kind = text(message, "type")
    if not key or not sender or kind in _NOTHING:
        return None
    if group := identifier(message, "group_id"):
        return ChannelEvent(EventKind.GROUP, key, sender, at=at, handle=group)
    if kind == "revoke":
        gone = identifier(mapping(message, "revoke"), "original_message_id")
        return ChannelEvent(EventKind.WITHDRAWN, key, sender, message_id=gone, at=at) if gone else None
    if kind == "edit":  # what is in it now is heard like any other message
        message = mapping(message, "edit", "message")
    return _said(message, key, sender, at)


def _said(message: Mapping[str, Any], key: str, sender: str, at: datetime | None) -> ChannelEvent:
    """The words, the tap, or that there are none: a sticker, a place, a contact, or what this API does not tell."""
    kind, tap = text(message, "type"), None
    said = text(mapping(message, "text"), "body")
    event = EventKind.MESSAGE if said else EventKind.UNREADABLE
    if kind in _MEDIA:
        event, said = EventKind.MEDIA, text(mapping(message, kind), "caption")
    elif kind == "interactive" and (reply := mapping(message, "interactive", "button_reply")):
        tap, said = identifier(reply, "id") or None, text(reply, "title")
        event = EventKind.TAP if tap else EventKind.UNREADABLE
    elif kind == "button" and (said := text(mapping(message, "button"), "text")):  # of a template, so never one of ours
        event = EventKind.MESSAGE
    elif kind == "request_welcome":
        event = EventKind.BEGUN
    return ChannelEvent(event, key, sender, text=said, tap=tap, message_id=key, at=at)


def _receipt(status: Mapping[str, Any]) -> ChannelEvent | None:
    """How far a message of ours has come. One that failed may be lost only when they cannot be reached: else it waits."""
    sent, kind = identifier(status, "id"), _RECEIPTS.get(text(status, "status"))
    if not sent or kind is None:
        return None
    codes = [error.get("code") for error in objects(status, "errors") if isinstance(error.get("code"), int)]
    lost = any(meaning(code, None) is UnreachableError for code in codes)
    why = WINDOW_CLOSED if kind is EventKind.FAILED and not lost else ""
    person = _person(status, "recipient_user_id", "recipient_id")
    return ChannelEvent(kind, f"{kind}|{sent}", person, text=why, message_id=sent, at=moment(status, "timestamp"))


def _person(told: Mapping[str, Any], user_id: str, number: str) -> str:
    """Their id for this business, which stays when they hide their number and tells nobody what that is; else the number."""
    return identifier(told, user_id) or identifier(told, number)
