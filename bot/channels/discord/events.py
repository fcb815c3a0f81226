"""Reads what Discord tells. Total: any JSON at all gives an event or none. On servers we hear and say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.channels.reading import mapping, number, objects, text, written_moment
from bot.services.channel_records import EDIT, ChannelEvent, EventKind

PING: Final = 1  # a kind of interaction: is this webhook yours
_COMPONENT: Final = "3"  # another: a button was tapped
_DISPATCH: Final = "0"
_SAID: Final = frozenset({"0", "19"})  # kinds of message: one, and a reply
_WITH_BOT: Final = frozenset({"", "1"})  # contexts: not told, and our own direct messages
_EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
_TIME_BITS: Final = 22  # an id is milliseconds since the epoch, and so many other bits


def event_of(payload: Any) -> ChannelEvent | None:
    """What one payload of the gateway says; None when it is nothing to us."""
    payload = mapping(payload)
    if number(payload, "op") != _DISPATCH:
        return None
    what = mapping(payload, "d")
    match payload.get("t"):
        case "MESSAGE_CREATE":
            return message(what)
        case "MESSAGE_UPDATE":
            return _changed(what)
        case "MESSAGE_DELETE":
            return _deleted(what)
        case "INTERACTION_CREATE":
            return tap(what, answered=False)
    return None


def is_new_session(payload: Any) -> bool:
    """Whether the gateway has begun anew, and tells nothing of what came before."""
    return mapping(payload).get("t") == "READY"


def message(what: Mapping[str, Any]) -> ChannelEvent | None:
    """A message in a direct chat. What we wrote comes back here too, and is left out like that of any other program."""
    id_, address = number(what, "id"), number(what, "channel_id")
    author = mapping(what, "author")
    if not id_ or not address or "guild_id" in what or not number(author, "id"):
        return None
    if author.get("bot") or "webhook_id" in what or number(what, "type") not in _SAID:
        return None
    words = text(what, "content")
    kind = EventKind.MESSAGE if words else EventKind.UNREADABLE
    if any(objects(what, "attachments")):
        kind = EventKind.MEDIA
    return ChannelEvent(kind, id_, address, text=words, message_id=id_, at=written_moment(what, "timestamp"))


def tap(what: Any, *, answered: bool) -> ChannelEvent | None:
    """A tapped button. `answered`: Discord needs no other answer than that of the webhook."""
    what = mapping(what)
    id_, address = number(what, "id"), number(what, "channel_id")
    if not id_ or not address or "guild_id" in what or number(what, "type") != _COMPONENT:
        return None
    if number(what, "context") not in _WITH_BOT:
        return None
    return ChannelEvent(
        EventKind.TAP,
        f"{id_}.tap",
        address,
        tap=text(mapping(what, "data"), "custom_id") or None,
        at=_made(id_),
        language=text(what, "locale") or None,
        handle="" if answered else f"{id_}/{text(what, 'token')}",
    )


def id_at(moment: datetime) -> str:
    """The smallest id that Discord gives at a moment."""
    return str(max(0, (moment - _EPOCH) // timedelta(milliseconds=1)) << _TIME_BITS)


def _changed(what: Mapping[str, Any]) -> ChannelEvent | None:
    """They changed what they had written: what is in it now is heard. Discord tells its own changes, such as previews, too."""
    found, at = message(what), written_moment(what, "edited_timestamp")
    if found is None or at is None:
        return None
    key = f"{found.key}{EDIT}{at.isoformat()}"
    return ChannelEvent(found.kind, key, found.address, text=found.text, message_id=found.message_id, at=at)


def _deleted(what: Mapping[str, Any]) -> ChannelEvent | None:
    id_, address = number(what, "id"), number(what, "channel_id")
    if not id_ or not address or "guild_id" in what:
        return None
    return ChannelEvent(EventKind.WITHDRAWN, f"{id_}.deleted", address, message_id=id_)


def _made(id_: str) -> datetime | None:
    try:
        return _EPOCH + timedelta(milliseconds=int(id_) >> _TIME_BITS)
    except (ValueError, OverflowError):
        return None
