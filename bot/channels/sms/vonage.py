"""Speaks Vonage's Messages API. It offers nothing that would let the same text sent twice arrive once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot.channels.channel import Answer, Call, RefusedKeyError, UnreachableError
from bot.channels.http import Platform, basic
from bot.channels.reading import json_of, mapping, objects, text
from bot.channels.sms.vonage_events import GONE, error_code, event_of
from bot.channels.sms.vonage_signature import verify
from bot.services.channel_records import ChannelEvent

_NOT_OURS_TO_SEND: Final = frozenset({402, 403})  # no money left; this account or sender may not


class Vonage:
    """Implements bot.channels.sms.channel.Provider."""

    answer: Final = Answer()

    def __init__(self, api: str, *, key: str, secret: str, signing_secret: str, sender: str, receipts: str = "") -> None:
        """`key`, `secret`: of the account; `signing_secret`: what it signs its webhooks with.

        `receipts`: the webhook as Vonage reaches it; empty: receipts go where the account says.
        """
        self._key, self._signing_secret, self._sender = key, signing_secret, sender.lstrip("+")
        self._how = {"webhook_url": receipts, "webhook_version": "v1"} if receipts else {}
        self._platform = _Platform(api, {"Authorization": basic(key, secret)})

    def verify(self, call: Call) -> None:
        """Raises BadSignatureError."""
        verify(call.headers.get("authorization", ""), call.body, key=self._key, secret=self._signing_secret)

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """A message, or how far one of ours has come."""
        event = event_of(json_of(call.body))
        return (event,) if event else ()

    def send(self, number: str, words: str) -> Sequence[str]:
        """Send one text. Raises SendError."""
        what = {"channel": "sms", "message_type": "text", "to": number.lstrip("+"), "from": self._sender, "text": words}
        sent = mapping(self._platform.post("/v1/messages", json=what | self._how))
        return [uuid] if (uuid := text(sent, "message_uuid")) else []

    def came_since(self, moment: datetime) -> Sequence[ChannelEvent]:
        """Nothing: Vonage tells a webhook that fails again, for a day."""
        del moment
        return ()

    def who_am_i(self) -> str:
        """Vonage tells no name of an account, but it lists the secrets of one to whoever has one of them. Raises SendError."""
        secrets = objects(mapping(self._platform.get(f"/accounts/{self._key}/secrets"), "_embedded"), "secrets")
        return f"Vonage, account {self._key}, with {len(list(secrets))} secrets"

    def close(self) -> None:
        """Close the connections."""
        self._platform.close()


class _Platform(Platform):
    def error(self, status: int, told: Any, headers: Mapping[str, str]) -> Exception:
        """Vonage says by the status what it means, and by a number who cannot be reached."""
        if error_code(mapping(told)) in GONE:
            return UnreachableError()
        return RefusedKeyError() if status in _NOT_OURS_TO_SEND else super().error(status, told, headers)
