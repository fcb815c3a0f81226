"""Reads one update of Telegram's. Total: any JSON at all gives an event or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.channels.reading import mapping, moment, number, text
from bot.services.channel_records import ChannelEvent, EventKind

_MEDIA: Final = (
    "photo", "video", "video_note", "voice", "audio", "document", "animation", "paid_media", "story",
)  # fmt: skip
_LEFT: Final = frozenset({"left", "kicked"})


def event_of(update: Any) -> ChannelEvent | None:
    """What happened; None when it is nothing to us."""
    update = mapping(update)
    key = number(update, "update_id")
    if not key:
        return None
    for name, read in (
        ("message", _message),
        ("edited_message", _message),
        ("callback_query", _tap),
        ("my_chat_member", _member),
    ):
        if found := mapping(update, name):
            return read(key, found)
    return None


def _message(key: str, message: Mapping[str, Any]) -> ChannelEvent | None:
    """A message, or one that was changed: what is in it now is heard like any other."""
    chat = mapping(message, "chat")
    address = number(chat, "id")
    if not address:
        return None
    if chat.get("type") != "private":
        return ChannelEvent(EventKind.GROUP, key, address, handle=address)
    said = text(message, "text") or text(message, "caption")
    kind = EventKind.MESSAGE if text(message, "text") else EventKind.UNREADABLE
    if any(name in message for name in _MEDIA):
        kind = EventKind.MEDIA
    if said == "/start" or said.startswith("/start "):  # what the button "Start" says
        kind, said = EventKind.BEGUN, ""
    return ChannelEvent(
        kind,
        key,
        address,
        text=said,
        message_id=number(message, "message_id"),
        at=moment(message, "edit_date") or moment(message, "date"),
        language=text(mapping(message, "from"), "language_code") or None,
    )


def _tap(key: str, query: Mapping[str, Any]) -> ChannelEvent | None:
    chat = mapping(query, "message", "chat")
    address = number(chat, "id")
    if not address or chat.get("type") != "private":
        return None
    return ChannelEvent(EventKind.TAP, key, address, tap=text(query, "data") or None, handle=text(query, "id"))


def _member(key: str, change: Mapping[str, Any]) -> ChannelEvent | None:
    """We were put into a group, or somebody blocked us."""
    chat = mapping(change, "chat")
    address, now = number(chat, "id"), text(mapping(change, "new_chat_member"), "status")
    if not address:
        return None
    if chat.get("type") != "private":
        return None if now in _LEFT else ChannelEvent(EventKind.GROUP, key, address, handle=address)
    return ChannelEvent(EventKind.STOPPED, key, address) if now in _LEFT else None
