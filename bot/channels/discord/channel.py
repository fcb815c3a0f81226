"""Speaks Discord's REST interface, and makes the line to its gateway."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.channels.capabilities import Capabilities
from bot.channels.channel import Answer, BadSignatureError, Call, Part, TryLaterError, UnreachableError
from bot.channels.discord.events import PING, id_at, message, tap
from bot.channels.discord.gateway import Connect, Gateway
from bot.channels.http import Platform, seconds
from bot.channels.lines import Desk, Line
from bot.channels.reading import json_of, mapping, number, text
from bot.services.channel_records import ChannelEvent, Contact, EventKind

_OLDEST: Final = 300  # seconds
_ROW: Final = 5  # buttons
_GREY: Final = 2  # a button's style: no answer is the right one
_NO_PREVIEWS: Final = 1 << 2
_DEFERRED: Final = 6  # an answer to a tap: seen, the message stays as it is
_NONCE: Final = 24  # characters; Discord takes 25
_MISSED: Final = 100  # messages at once
_MARGIN: Final = timedelta(minutes=10)  # what was heard already is not heard again
_JSON: Final = "application/json"
# Cannot be written to: it is off or we are blocked, no server in common, no such chat, no such person, no access.
_GONE: Final = frozenset({"50007", "50278", "10003", "10013", "50001"})


class Discord:
    """Implements bot.channels.channel.Channel and HoldsLine."""

    def __init__(self, capabilities: Capabilities, *, token: str, public_key: str = "", api: str = "") -> None:
        """`token`: the bot's. `public_key`: the application's, in hexadecimal; empty: no webhook is taken."""
        self.capabilities = capabilities
        self._token = token
        self._public_key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)) if public_key else None
        headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (unhook, 1)"}
        self._platform = _Platform(api or capabilities.api, headers)

    def line(self, desk: Desk, connect: Connect | None = None) -> Line:
        """The thread that hears what people write. `connect`: what holds the connection; discord.py unless told otherwise."""
        if connect is None:
            from bot.channels.discord.library import connect as held_by_library  # late: the library is an extra

            connect = held_by_library
        return Gateway(self._token, desk, connect, self._missed)

    def handshake(self, call: Call) -> Answer | None:
        """Discord asks whether a webhook is ours by a signed POST."""
        told = mapping(json_of(call.body))
        return Answer(json.dumps({"type": PING}), _JSON) if number(told, "type") == str(PING) else None

    def verify(self, call: Call) -> None:
        """Discord signs the moment and the body. Raises BadSignatureError."""
        moment, signature = (call.headers.get(f"x-signature-{name}", "") for name in ("timestamp", "ed25519"))
        if self._public_key is None or not (moment.isdecimal() and moment.isascii() and len(moment) < 12):  # noqa: PLR2004
            raise BadSignatureError
        try:
            self._public_key.verify(bytes.fromhex(signature), moment.encode() + call.body)
        except (InvalidSignature, ValueError):
            raise BadSignatureError from None
        if abs(time.time() - int(moment)) > _OLDEST:
            raise BadSignatureError

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """Taps, and nothing else, come by webhook."""
        event = tap(json_of(call.body), answered=True)
        return (event,) if event else ()

    def acknowledge(self) -> Answer:
        """A tap was seen, and the message that it is under stays as it is."""
        return Answer(json.dumps({"type": _DEFERRED}), _JSON)

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send a text, with the quick answers as buttons. The same part sent twice arrives once. Raises SendError."""
        body: dict[str, Any] = {"content": part.text, "allowed_mentions": {"parse": []}, "flags": _NO_PREVIEWS}
        if part.reference:
            nonce = hashlib.sha256(part.reference.encode()).hexdigest()[:_NONCE]
            body |= {"nonce": nonce, "enforce_nonce": True}
        if part.answers:
            buttons = [{"type": 2, "style": _GREY, "label": one.label, "custom_id": one.id} for one in part.answers]
            rows = [buttons[at : at + _ROW] for at in range(0, len(buttons), _ROW)]
            body["components"] = [{"type": 1, "components": row} for row in rows]
        sent = mapping(self._platform.post(f"/channels/{address}/messages", json=body))
        return [one] if (one := number(sent, "id")) else []

    def handled(self, event: ChannelEvent) -> None:
        """End the waiting mark on a tapped button. Raises SendError."""
        if event.kind is EventKind.TAP and event.handle:
            self._platform.post(f"/interactions/{event.handle}/callback", json={"type": _DEFERRED})

    def show_typing(self, contact: Contact) -> None:
        """Shown for ten seconds, or until a message comes. Raises SendError."""
        self._platform.post(f"/channels/{contact.address}/typing")

    def who_am_i(self) -> str:
        """The bot's name. Raises SendError."""
        me = mapping(self._platform.get("/users/@me"))
        return f"{text(me, 'username')}, by a line to the gateway{', taps by webhook' if self._public_key else ''}"

    def close(self) -> None:
        """Close the connections."""
        self._platform.close()

    def _missed(self, contact: Contact) -> Sequence[ChannelEvent]:
        """What they wrote since we last heard them, while nobody held the line. Raises SendError."""
        since = id_at(contact.wrote_at - _MARGIN)
        told = self._platform.get(f"/channels/{contact.address}/messages?after={since}&limit={_MISSED}")
        found = [message(mapping(one)) for one in told] if isinstance(told, list) else []
        return [event for event in reversed(found) if event]


class _Platform(Platform):
    def error(self, status: int, told: Any, headers: Mapping[str, str]) -> Exception:
        """Discord says in `code` what it means, and how long to wait in the body, to the millisecond."""
        told = mapping(told)
        if number(told, "code") in _GONE:
            return UnreachableError()
        if pause := seconds(told.get("retry_after")) or seconds(headers.get("x-ratelimit-reset-after")):
            return TryLaterError(pause)
        if status == 403:  # noqa: PLR2004 - without a code of Discord's own: what stands before it keeps us out for a while
            return TryLaterError()
        return super().error(status, told, headers)
