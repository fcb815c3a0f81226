"""Speaks Telegram's Bot API."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.channels.capabilities import Capabilities
from bot.channels.channel import Answer, BadSignatureError, Call, Part, RefusedKeyError, TryLaterError, UnreachableError
from bot.channels.http import Platform, seconds
from bot.channels.reading import json_of, mapping, number
from bot.channels.telegram.updates import event_of
from bot.services.channel_records import ChannelEvent, Contact, EventKind

_SECRET_HEADER: Final = "x-telegram-bot-api-secret-token"  # noqa: S105 - its name
_NO_TOKEN: Final = frozenset({401, 404})  # it answers 404 to a token that is no token
_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")


class Telegram:
    """Implements bot.channels.channel.Channel."""

    def __init__(self, capabilities: Capabilities, *, token: str, secret: str, api: str = "") -> None:
        """`token`: of the bot, from BotFather; `secret`: what Telegram sends with each update, chosen by us."""
        self.capabilities = capabilities
        self._secret = secret.encode()
        self._platform = _Platform(f"{api or capabilities.api}/bot{token}")

    def handshake(self, call: Call) -> Answer | None:
        """Telegram asks nothing."""
        del call
        return None

    def verify(self, call: Call) -> None:
        """Compare the secret that Telegram sends along. Raises BadSignatureError."""
        if not hmac.compare_digest(call.headers.get(_SECRET_HEADER, "").encode(), self._secret):
            raise BadSignatureError

    def events(self, call: Call) -> Sequence[ChannelEvent]:
        """The one thing that an update tells."""
        event = event_of(json_of(call.body))
        return (event,) if event else ()

    def acknowledge(self) -> Answer:
        """Telegram looks at the status only."""
        return Answer()

    def send(self, address: str, part: Part) -> Sequence[str]:
        """Send a text, with the quick answers as an inline keyboard. Raises SendError."""
        body: dict[str, Any] = {"chat_id": int(address), "text": part.text, "link_preview_options": {"is_disabled": True}}
        body["protect_content"] = True  # not to be forwarded or saved by whoever else holds the phone
        if part.answers:
            keyboard = [[{"text": one.label, "callback_data": one.id}] for one in part.answers]
            body["reply_markup"] = {"inline_keyboard": keyboard}
        sent = mapping(self._platform.post("/sendMessage", json=body), "result")
        return [f"{address}.{one}"] if (one := number(sent, "message_id")) else []

    def handled(self, event: ChannelEvent) -> None:
        """End the waiting mark on a tapped button; leave a group that somebody put us into. Raises SendError."""
        if event.kind is EventKind.TAP and event.handle:
            self._platform.post("/answerCallbackQuery", json={"callback_query_id": event.handle})
        elif event.kind is EventKind.GROUP:
            self._platform.post("/leaveChat", json={"chat_id": int(event.handle)})

    def show_typing(self, contact: Contact) -> None:
        """Shown for five seconds, or until a message comes. Raises SendError."""
        self._platform.post("/sendChatAction", json={"chat_id": int(contact.address), "action": "typing"})

    def who_am_i(self) -> str:
        """The bot's name, and where its updates go. Raises SendError."""
        me = mapping(self._platform.get("/getMe"), "result")
        hook = mapping(self._platform.get("/getWebhookInfo"), "result")
        address = hook.get("url") or "no webhook: run `bot channels set-up telegram`"
        return f"@{me.get('username')}, {address}, {number(hook, 'pending_update_count') or 0} updates wait there"

    def close(self) -> None:
        """Close the connections."""
        self._platform.close()

    def set_up(self, webhook: str) -> None:
        """Tell Telegram where its updates go. Raises SendError."""
        what = {"url": webhook, "secret_token": self._secret.decode(), "allowed_updates": list(_UPDATES)}
        self._platform.post("/setWebhook", json=what | {"max_connections": 40})


@dataclass
class _Platform(Platform):
    base: str = field(repr=False)  # the token is part of it

    def __post_init__(self) -> None:
        super().__init__(self.base)

    def error(self, status: int, told: Any, headers: Mapping[str, str]) -> Exception:
        """Telegram says in the body how long to wait."""
        if status in _NO_TOKEN:
            return RefusedKeyError()
        if status == 403:  # noqa: PLR2004 - blocked by the person, or the account is gone
            return UnreachableError()
        if status == 400 and "chat not found" in str(mapping(told).get("description", "")).casefold():  # noqa: PLR2004
            return UnreachableError()
        if pause := seconds(mapping(told, "parameters").get("retry_after")):
            return TryLaterError(pause)
        return super().error(status, told, headers)
