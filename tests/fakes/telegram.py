"""Telegram's Bot API, as its page for developers describes it."""

from __future__ import annotations

import json
import time
from typing import Any, ClassVar

from tests.fakes.platform import Asked, FakePlatform, Said, Webhook

TOKEN = "100200300:" + "A" * 35
SECRET = "a-secret-of-this-test-only"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_TEXT, MOST_DATA = 4096, 64


def _ok(result: Any) -> Said:
    return Said(200, {"ok": True, "result": result})


def _wrong(status: int, why: str, **parameters: Any) -> Said:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": why}
    return Said(status, body | ({"parameters": parameters} if parameters else {}))


def too_many(seconds: int) -> Said:
    """Flood control."""
    return _wrong(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


class FakeTelegram(FakePlatform):
    """Knows the calls that a support bot makes, and refuses what the real one refuses."""

    name: ClassVar[str] = "telegram"

    def __init__(self) -> None:
        super().__init__()
        self.left: list[int] = []
        self.taps_ended: list[str] = []
        self.hook: dict[str, Any] = {}

    def settings(self) -> dict[str, str]:
        return {"telegram_token": TOKEN, "telegram_secret": SECRET, "telegram_api": self.api}

    def person(self, number: int = 1) -> str:
        return str(5_000_000_000 + number)  # beyond 32 bits, as many are

    def blocked(self) -> Said:
        return _wrong(403, "Forbidden: bot was blocked by the user")

    def answer(self, asked: Asked) -> Said:
        _, bot, method = asked.path.split("/", 2)
        if bot != f"bot{TOKEN}":
            return _wrong(404, "Not Found")
        what = asked.json or {}
        known = {
            "sendMessage": self._send,
            "sendChatAction": self._action,
            "answerCallbackQuery": self._end_tap,
            "leaveChat": self._leave,
            "setWebhook": self._set_webhook,
            "getMe": lambda _: _ok({"id": 100200300, "is_bot": True, "username": "a_bot_of_this_test"}),
            "getWebhookInfo": lambda _: _ok({"url": self.hook.get("url", ""), "pending_update_count": 0}),
        }
        return known[method](what) if method in known else _wrong(404, "Not Found: method not found")

    def _send(self, what: dict[str, Any]) -> Said:
        chat, text = what.get("chat_id"), what.get("text")
        if not isinstance(chat, int):
            return _wrong(400, "Bad Request: chat_id is empty")
        if not isinstance(text, str) or not text.strip():
            return _wrong(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > MOST_TEXT:
            return _wrong(400, "Bad Request: message is too long")
        rows = what.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = tuple((one["callback_data"], one["text"]) for row in rows for one in row)
        if any(not 1 <= len(data.encode()) <= MOST_DATA for data, _ in buttons):
            return _wrong(400, "Bad Request: BUTTON_DATA_INVALID")
        self.arrive(str(chat), text, buttons)
        return _ok({"message_id": self._number, "chat": {"id": chat, "type": "private"}, "date": int(time.time())})

    def _action(self, what: dict[str, Any]) -> Said:
        if what.get("action") != "typing":
            return _wrong(400, "Bad Request: wrong parameter action in request")
        self.typing_shown.append(str(what["chat_id"]))
        return _ok(result=True)

    def _end_tap(self, what: dict[str, Any]) -> Said:
        self.taps_ended.append(what["callback_query_id"])
        return _ok(result=True)

    def _leave(self, what: dict[str, Any]) -> Said:
        self.left.append(what["chat_id"])
        return _ok(result=True)

    def _set_webhook(self, what: dict[str, Any]) -> Said:
        if not str(what.get("url", "")).startswith("http"):
            return _wrong(400, "Bad Request: bad webhook")
        self.hook = what
        return _ok(result=True)

    def update(self, **what: Any) -> Webhook:
        """One update, signed."""
        body = {"update_id": 900_000_000 + self.next_number(), **what}
        return Webhook(json.dumps(body).encode(), {HEADER: SECRET, "Content-Type": "application/json"})

    def message(self, person: str, **what: Any) -> dict[str, Any]:
        """A message in a private chat."""
        who = {"id": int(person), "is_bot": False, "first_name": "A", "language_code": what.pop("language", "en")}
        at = what.pop("at", int(time.time()))
        return {"message_id": self.next_number(), "from": who, "chat": {"id": int(person), "type": "private"}, "date": at, **what}

    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        return self.update(message=self.message(person, text=text, **about))

    def webhook_for_tap(self, person: str, button: str) -> Webhook:
        query = {"id": str(self.next_number()), "from": {"id": int(person)}, "data": button, "chat_instance": "1"}
        return self.update(callback_query={**query, "message": self.message(person, text="…")})

    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        photo = [{"file_id": "x", "file_unique_id": "x", "width": 90, "height": 90, "file_size": 1000}]
        return self.update(message=self.message(person, photo=photo, **({"caption": caption} if caption else {})))

    def forged(self, webhook: Webhook) -> Webhook:
        return Webhook(webhook.body, {**webhook.headers, HEADER: SECRET[:-1] + "x"})
