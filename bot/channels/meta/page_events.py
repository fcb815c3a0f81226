"""Reads the webhooks of Messenger and Instagram. Total: any JSON at all gives events or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from bot.channels.reading import identifier, identifiers, mapping, moment, number, objects, text
from bot.services.channel_records import ChannelEvent, EventKind

GET_STARTED: Final = "GET_STARTED"  # what the operator enters as the payload of Messenger's first button
_MEDIA: Final = frozenset(
    {
        *("image", "video", "audio", "file", "animated_image", "ephemeral"),
        *("share", "post", "media_share", "reel", "story_mention", "ig_post", "ig_reel", "ig_story"),
    }
)
_YES: Final = (True, "true")  # Meta's pages show both
_MOST_EDITS: Final = 5  # their apps let nobody change a message more often


def events_of(told: Any, platform: str, account: str) -> list[ChannelEvent]:
    """What happened, in order. `platform`: what Meta calls the app; `account`: ours, as others may share the webhook.

    What another app of ours answers (`standby`) and what we said ourselves (echoes) is nothing to us.
    """
    if text(mapping(told), "object") != platform:
        return []
    ours = (entry for entry in objects(told, "entry") if identifier(entry, "id") == account)
    return [event for entry in ours for one in objects(entry, "messaging") for event in _events(one, account)]


def _events(one: Mapping[str, Any], account: str) -> Iterator[ChannelEvent]:
    sender, at = identifier(mapping(one, "sender"), "id"), moment(one, "timestamp", per_second=1000)
    if not sender or sender == account:
        return
    for name, read in (
        ("message", _message),
        ("message_edit", _edit),
        ("postback", _postback),
        ("delivery", _delivery),
        ("read", _read),
    ):
        if found := mapping(one, name):
            yield from read(found, sender, at)
            return


def _message(message: Mapping[str, Any], sender: str, at: datetime | None) -> Iterator[ChannelEvent]:
    mid = identifier(message, "mid")
    if not mid or message.get("is_echo") in _YES or message.get("is_self") in _YES:
        return
    if message.get("is_deleted") in _YES:
        for key in (mid, *(_edit_key(mid, str(edit)) for edit in range(1, _MOST_EDITS + 1))):
            yield ChannelEvent(EventKind.WITHDRAWN, f"deleted|{key}", sender, message_id=key, at=at)
        return
    said, tap = text(message, "text"), identifier(mapping(message, "quick_reply"), "payload")
    kind = EventKind.MESSAGE if said else EventKind.UNREADABLE
    if any(_is_media(attachment) for attachment in objects(message, "attachments")):
        kind = EventKind.MEDIA
    elif tap:
        kind = EventKind.TAP
    yield ChannelEvent(kind, mid, sender, text=said, tap=tap if kind is EventKind.TAP else None, message_id=mid, at=at)


def _is_media(attachment: Mapping[str, Any]) -> bool:
    """A sticker looks like a picture, and shows nothing of anybody."""
    return text(attachment, "type") in _MEDIA and "sticker_id" not in mapping(attachment, "payload")


def _edit(edit: Mapping[str, Any], sender: str, at: datetime | None) -> Iterator[ChannelEvent]:
    """A message that was changed: what is in it now is heard like any other."""
    mid, said = identifier(edit, "mid"), text(edit, "text")
    if mid and said:
        key = _edit_key(mid, number(edit, "num_edit"))
        yield ChannelEvent(EventKind.MESSAGE, key, sender, text=said, message_id=mid, at=at)


def _edit_key(mid: str, count: str) -> str:
    """Edited no times it is the message itself, which Instagram tells like this now and then."""
    return mid if count == "0" else f"{mid}|edit|{count}"


def _postback(postback: Mapping[str, Any], sender: str, at: datetime | None) -> Iterator[ChannelEvent]:
    """A button that the operator put into the app, never one of ours: its words are what they say."""
    key = identifier(postback, "mid") or f"postback|{sender}|{at.timestamp() if at else ''}"
    title = text(postback, "title")
    if postback.get("payload") == GET_STARTED:
        yield ChannelEvent(EventKind.BEGUN, key, sender, at=at)
    elif title:
        yield ChannelEvent(EventKind.MESSAGE, key, sender, text=title, message_id=key, at=at)


def _delivery(delivery: Mapping[str, Any], sender: str, at: datetime | None) -> Iterator[ChannelEvent]:
    """By the ids of messages, or, from old apps, everything up to a moment."""
    mids = identifiers(delivery, "mids")
    for mid in mids:
        yield ChannelEvent(EventKind.DELIVERED, f"delivered|{mid}", sender, message_id=mid, at=at)
    if not mids:
        yield from _up_to(delivery, EventKind.DELIVERED, sender)


def _read(read: Mapping[str, Any], sender: str, at: datetime | None) -> Iterator[ChannelEvent]:
    """Instagram tells the message, Messenger a moment."""
    if mid := identifier(read, "mid"):
        yield ChannelEvent(EventKind.READ, f"read|{mid}", sender, message_id=mid, at=at)
    else:
        yield from _up_to(read, EventKind.READ, sender)


def _up_to(told: Mapping[str, Any], kind: EventKind, sender: str) -> Iterator[ChannelEvent]:
    if until := moment(told, "watermark", per_second=1000):
        yield ChannelEvent(kind, f"{kind}|{sender}|{until.timestamp()}", sender, at=until)
