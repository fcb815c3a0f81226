"""Reads what Twilio tells: forms, and rows of its list of messages. Total: any bytes and any JSON give an event or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qsl

from bot.channels.reading import mailed_moment, text
from bot.channels.sms.channel import phone
from bot.services.channel_records import ChannelEvent, EventKind

_MOST_FIELDS: Final = 1000  # Twilio sends some thirty
_COME: Final = {"delivered": EventKind.DELIVERED, "read": EventKind.READ}  # read: only where a text went out as RCS
_FAILED: Final = frozenset({"undelivered", "failed"})
# Blocked, no such number, a landline, said stop. Whatever else keeps a text from arriving may be over in an hour (a phone
# that is off, a network that is full): then the mark "delivered" does not come, and they are still written to.
_GONE: Final = frozenset({"30004", "30005", "30006", "21610", "21211", "21614"})


def fields_of(body: bytes) -> Sequence[tuple[str, str]]:
    """The fields in the order they came, empty ones too; none where this is no form."""
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return ()


def event_of(fields: Sequence[tuple[str, str]]) -> ChannelEvent | None:
    """What happened; None when it is nothing to us. Of a field that comes twice the first counts."""
    form = dict(reversed(fields))
    sid = form.get("MessageSid") or form.get("SmsSid") or ""
    if not sid:
        return None
    if status := form.get("MessageStatus"):
        return _receipt(sid, status, form)
    sender = phone(form.get("From", ""))
    if not sender:
        return None
    wish, kind = form.get("OptOutType"), EventKind.MESSAGE
    if wish == "STOP":  # Twilio has said goodbye for us, and lets nothing through from now on
        kind = EventKind.STOPPED
    elif wish == "START":
        kind = EventKind.BEGUN
    elif form.get("NumMedia", "0") not in {"", "0"}:
        kind = EventKind.MEDIA
    # "HELP" is heard like any word: here it is a cry for help, whatever networks mean by it.
    return ChannelEvent(kind, sid, sender, text=form.get("Body", ""), message_id=sid)


def listed_event(row: Mapping[str, Any]) -> ChannelEvent | None:
    """A message of Twilio's list, as its form would have told it; None for what is not theirs."""
    sid, at = text(row, "sid"), mailed_moment(row, "date_sent")
    if not sid or at is None or text(row, "direction") != "inbound":
        return None
    form = {"MessageSid": sid, "From": text(row, "from"), "Body": text(row, "body"), "NumMedia": text(row, "num_media")}
    event = event_of(list(form.items()))
    return replace(event, at=at) if event else None


def _receipt(sid: str, status: str, form: dict[str, str]) -> ChannelEvent | None:
    kind = _COME.get(status)
    if status in _FAILED and form.get("ErrorCode") in _GONE:
        kind = EventKind.FAILED
    return ChannelEvent(kind, f"{sid}.{status}", phone(form.get("To", "")), message_id=sid) if kind else None
