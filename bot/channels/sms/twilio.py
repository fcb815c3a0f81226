"""Speaks Twilio's API for messages. It offers nothing that would let the same text sent twice arrive once."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from bot.channels.channel import Answer, BadSignatureError, Call, RefusedKeyError, TryLaterError, UnreachableError
from bot.channels.http import Platform, basic, seconds
from bot.channels.reading import mailed_moment, mapping, number, objects, text
from bot.channels.sms.twilio_form import event_of, fields_of, listed_event
from bot.services.channel_records import ChannelEvent

_SIGNATURE: Final = "x-twilio-signature"
_PAGE: Final = 100  # messages; Twilio gives up to a thousand
_MOST_PAGES: Final = 200
_PORTS: Final = {"https": 443, "http": 80}
_GONE: Final = frozenset({"21610", "21211", "21614", "21612", "21408", "21635"})  # said stop; no number; no mobile; no way there
_LATER: Final = frozenset({"20429", "21611", "14107"})  # too many requests; the number's own queue is full; too fast
_OURS: Final = frozenset(
    {
        *("20003", "20005", "20404", "21606", "21603", "21212", "21659", "21703", "21705"),  # the account, or the sender
        "21609",  # UNHOOK_CHANNELS_URL is no address that it could call
    }
)


class Twilio:
    """Implements bot.channels.sms.channel.Provider."""

    answer: Final = Answer(
        '<?xml version="1.0" encoding="UTF-8"?><Response/>', "text/xml"
    )  # reply nothing here: we send ourselves

    def __init__(self, api: str, *, account: str, token: str, sender: str, receipts: str = "") -> None:
        """`sender`: a number, or a Messaging Service. `receipts`: the webhook as Twilio reaches it; empty: no receipts."""
        self._token = token.encode()
        self._path = f"/2010-04-01/Accounts/{account}"
        self._service = sender if sender.startswith("MG") else ""
        self._to_us = {} if self._service else {"To": sender}
        self._how = {"MessagingServiceSid" if self._service else "From": sender}
        if receipts:
            self._how["StatusCallback"] = receipts
        self._platform = _Platform(api, {"Authorization": basic(account, token)})

    def verify(self, call: Call) -> None:
        """Twilio signs the address that it called and the sorted fields. Raises BadSignatureError."""
        told = call.headers.get(_SIGNATURE, "").encode()
        fields = "".join(name + value for name, value in sorted(set(fields_of(call.body))))
        rights = [self._signature(address + fields) for address in _with_and_without_port(call.url)]
        if not any([hmac.compare_digest(told, right) for right in rights]):  # noqa: C419 - all of them, in the same time
            raise BadSignatureError

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """The one thing that a form tells."""
        event = event_of(fields_of(call.body))
        return (event,) if event else ()

    def send(self, number: str, words: str) -> Sequence[str]:
        """Send one text. Raises SendError."""
        form = {"To": number, "Body": words, **self._how}
        sent = mapping(self._platform.post(f"{self._path}/Messages.json", form=form))
        return [sid] if (sid := text(sent, "sid")) else []

    def came_since(self, moment: datetime) -> Sequence[ChannelEvent]:
        """What its list of messages holds; it can be asked by the day only, and begins with the last one. Raises SendError."""
        asked = {"DateSent>": moment.astimezone(UTC).date().isoformat(), "PageSize": str(_PAGE), **self._to_us}
        page, rows = f"{self._path}/Messages.json?{urlencode(asked)}", list[Mapping[str, Any]]()
        for _ in range(_MOST_PAGES):
            told = mapping(self._platform.get(page))
            found = list(objects(told, "messages"))
            rows += found
            page = text(told, "next_page_uri")
            last = mailed_moment(found[-1], "date_sent") if found else None
            if not page.startswith(f"{self._path}/Messages.json?") or (last and last < moment):
                break
        events = [event for row in reversed(rows) if self._is_ours(row) and (event := listed_event(row))]
        return [event for event in events if event.at and event.at >= moment]

    def who_am_i(self) -> str:
        """The account's name and state. Raises SendError."""
        me = mapping(self._platform.get(f"{self._path}.json"))
        receipts = "" if "StatusCallback" in self._how else "; no receipts: UNHOOK_CHANNELS_URL is not set"
        return f"Twilio, {text(me, 'friendly_name')}, {text(me, 'type')}, {text(me, 'status')}{receipts}"

    def close(self) -> None:
        """Close the connections."""
        self._platform.close()

    def _is_ours(self, row: Mapping[str, Any]) -> bool:
        """An account may have other numbers, for other things."""
        return not self._service or text(row, "messaging_service_sid") == self._service

    def _signature(self, signed: str) -> bytes:
        return base64.b64encode(hmac.digest(self._token, signed.encode("utf-8", "surrogatepass"), "sha1"))


def _with_and_without_port(url: str) -> tuple[str, str]:
    """Twilio signs the address sometimes with the scheme's own port in it and sometimes without."""
    parts = urlsplit(url)
    host, colon, port = parts.netloc.rpartition(":")
    bare = host if colon and port.isdecimal() else parts.netloc
    full = parts.netloc if bare != parts.netloc else f"{bare}:{_PORTS.get(parts.scheme, 443)}"
    return urlunsplit(parts._replace(netloc=full)), urlunsplit(parts._replace(netloc=bare))


class _Platform(Platform):
    def error(self, status: int, told: Any, headers: Mapping[str, str]) -> Exception:
        """Twilio says in `code` what it means."""
        code = number(mapping(told), "code")
        if code in _GONE:
            return UnreachableError()
        if code in _OURS:
            return RefusedKeyError()
        if code in _LATER:
            return TryLaterError(seconds(headers.get("retry-after")))
        return super().error(status, told, headers)
