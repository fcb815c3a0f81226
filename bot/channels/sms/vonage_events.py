"""Reads one webhook of Vonage's Messages API. Total: any JSON at all gives an event or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.channels.reading import mapping, number, text, written_moment
from bot.channels.sms.channel import phone
from bot.services.channel_records import ChannelEvent, EventKind

_CHANNELS: Final = frozenset({"sms", "mms"})
_WORDS: Final = frozenset({"text", "unicode"})
_MEDIA: Final = frozenset({"image", "audio", "video", "file", "vcard"})
_COME: Final = {"delivered": EventKind.DELIVERED, "read": EventKind.READ}  # read: never for SMS, but for what may follow it
_FAILED: Final = frozenset({"rejected", "undeliverable"})
# Barred, no such number, no longer there, said stop, blocked by the network. The others may be over in an hour.
GONE: Final = frozenset({"1050", "1170", "1190", "1240", "1280"})


def error_code(error: Mapping[str, Any]) -> str:
    """The number of an error, which stands in its title or behind the address of its page; empty where there is none."""
    return number(error, "title") or text(error, "type").rpartition("#")[2]


def event_of(told: Any) -> ChannelEvent | None:
    """What happened; None when it is nothing to us."""
    told = mapping(told)
    uuid = text(told, "message_uuid")
    if not uuid or text(told, "channel") not in _CHANNELS:
        return None
    return _receipt(uuid, told) if text(told, "status") else _message(uuid, told)


def _message(uuid: str, told: Mapping[str, Any]) -> ChannelEvent | None:
    sender = phone(text(told, "from"))
    if not sender:
        return None
    what, kind = text(told, "message_type"), EventKind.UNREADABLE
    if what in _WORDS:
        kind = EventKind.MESSAGE
    elif what in _MEDIA:
        kind = EventKind.MEDIA
    words = text(told, "text") or text(mapping(told, what), "caption")
    return ChannelEvent(kind, uuid, sender, text=words, message_id=uuid, at=written_moment(told, "timestamp"))


def _receipt(uuid: str, told: Mapping[str, Any]) -> ChannelEvent | None:
    status, error = text(told, "status"), mapping(told, "error")
    code = error_code(error)
    kind = EventKind.FAILED if status in _FAILED and code in GONE else _COME.get(status)
    address = phone(text(told, "to"))
    if kind is None:
        return None
    return ChannelEvent(kind, f"{uuid}.{status}", address, message_id=uuid, at=written_moment(told, "timestamp"))
