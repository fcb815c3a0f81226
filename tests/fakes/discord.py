"""Discord's REST interface, its gateway as a library hands it over, and its webhook for taps, as its pages describe them."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.channels.channel import RefusedKeyError
from tests.fakes.platform import TAKEN, Asked, FakePlatform, Said, Webhook

TOKEN = f"{'A' * 24}.{'B' * 6}.{'C' * 38}"
SIGNER = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
PUBLIC = SIGNER.public_key().public_bytes_raw().hex()
GATEWAY = "GATEWAY"
MOST_TEXT, MOST_NONCE, MOST_LABEL, MOST_ID, ROW, ROWS = 2000, 25, 80, 100, 5, 5
MAY_SET = 1 << 2 | 1 << 12  # flags
EPOCH = 1_420_070_400_000  # milliseconds
ME = str(9 << 40)


def error(status: int, code: int, why: str) -> Said:
    return Said(status, {"message": why, "code": code})


def too_many(seconds: float) -> Said:
    return Said(
        429,
        {"message": "You are being rate limited.", "retry_after": seconds, "global": False},
        {"Retry-After": str(int(seconds) + 1), "X-RateLimit-Remaining": "0", "X-RateLimit-Scope": "user"},
    )


class FakeDiscord(FakePlatform):
    """Knows direct messages. A person's address is the chat's id."""

    name: ClassVar[str] = "discord"
    calls_webhook: ClassVar[bool] = False
    tells_deletions: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.chats: set[str] = set()
        self.taps_ended: list[str] = []
        self.limit = 0  # messages in five seconds to one chat; 0: none
        self.told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)  # what people wrote, by chat
        self._nonces: dict[str, str] = {}
        self._taps: set[str] = set()
        self._times: defaultdict[str, list[float]] = defaultdict(list)
        self._hear: Callable[[str], None] | None = None

    def settings(self) -> dict[str, str]:
        return {"discord_token": TOKEN, "discord_public_key": PUBLIC, "discord_api": f"{self.api}/api/v10"}

    def person(self, number: int = 1) -> str:
        chat = str((8 << 40) + number)
        self.chats.add(chat)
        return chat

    def blocked(self) -> Said:
        return error(403, 50007, "Cannot send messages to this user")

    async def connect(self, token: str, hear: Callable[[str], None]) -> None:
        """Holds the line, as the library does."""
        if token != TOKEN:
            raise RefusedKeyError
        loop = asyncio.get_running_loop()
        self._hear = lambda raw: (loop.call_soon_threadsafe(hear, raw), None)[1]
        hear(json.dumps({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None}))
        hear(json.dumps({"op": 0, "t": "READY", "s": 1, "d": {"v": 10, "user": {"id": ME, "bot": True}, "guilds": []}}))
        try:
            await asyncio.Event().wait()
        finally:
            self._hear = None

    def call(self, webhook: Webhook) -> int:
        if webhook.method != GATEWAY:
            return super().call(webhook)
        hear = self._hear
        if hear:
            hear(webhook.body.decode())
        self.answers.append(TAKEN[0] if hear else 0)
        return self.answers[-1]

    def answer(self, asked: Asked) -> Said:
        path, _, query = asked.path.removeprefix("/api/v10/").partition("?")
        what = path.split("/")
        if what[0] == "interactions":
            return self._end_tap(what, asked.json)
        if asked.headers.get("authorization") != f"Bot {TOKEN}":
            return error(401, 0, "401: Unauthorized")
        if not asked.headers.get("user-agent", "").startswith("DiscordBot ("):
            return Said(403, "blocked before it came to Discord")
        if (asked.method, what) == ("GET", ["users", "@me"]):
            return Said(200, {"id": ME, "username": "a_bot_of_this_test", "bot": True})
        return self._in_chat(asked, what, query)

    def _in_chat(self, asked: Asked, what: list[str], query: str) -> Said:
        if what[0] != "channels" or what[1] not in self.chats:
            return error(404, 10003, "Unknown Channel")
        match asked.method, what[2]:
            case "POST", "messages":
                return self._send(what[1], asked.json or {})
            case "POST", "typing":
                self.typing_shown.append(what[1])
                return Said(204)
            case "GET", "messages":
                after = int(dict(one.split("=") for one in query.split("&"))["after"])
                return Said(200, [one for one in reversed(self.told[what[1]]) if int(one["id"]) > after])
        return error(405, 0, "405: Method Not Allowed")

    def _send(self, chat: str, what: dict[str, Any]) -> Said:
        content, nonce = what.get("content"), what.get("nonce", "")
        if not isinstance(content, str) or not content.strip():
            return error(400, 50006, "Cannot send an empty message")
        if len(content) > MOST_TEXT or len(str(nonce)) > MOST_NONCE or what.get("flags", 0) & ~MAY_SET:
            return error(400, 50035, "Invalid Form Body")
        buttons = _buttons(what.get("components", []))
        if buttons is None:
            return error(400, 50035, "Invalid Form Body")
        if what.get("enforce_nonce") and nonce in self._nonces:
            return Said(200, {"id": self._nonces[nonce], "channel_id": chat})
        times = [at for at in self._times[chat] if at > time.monotonic() - 5]
        if self.limit and len(times) >= self.limit:
            return too_many(times[0] + 5 - time.monotonic())
        self._times[chat] = [*times, time.monotonic()]
        id_ = self.id()
        self._nonces[nonce] = id_
        self.arrive(chat, content, buttons)
        return Said(200, {"id": id_, "channel_id": chat})

    def _end_tap(self, what: list[str], body: Any) -> Said:
        _, id_, token, _ = what
        if f"{id_}/{token}" not in self._taps:
            return error(404, 10062, "Unknown interaction")
        if id_ in self.taps_ended:
            return error(400, 40060, "Interaction has already been acknowledged.")
        if body != {"type": 6}:
            return error(400, 50035, "Invalid Form Body")
        self.taps_ended.append(id_)
        return Said(204)

    def id(self) -> str:
        """A new id: the time, and a number."""
        return str((int(time.time() * 1000) - EPOCH << 22) + self.next_number() % 4096)

    def event(self, name: str, what: dict[str, Any]) -> Webhook:
        """One payload of the gateway."""
        payload = {"op": 0, "t": name, "s": self.next_number(), "d": what}
        return Webhook(json.dumps(payload).encode(), {}, GATEWAY)

    def message(self, person: str, text: str, **more: Any) -> dict[str, Any]:
        """A message, as it is told in a direct chat."""
        about = {"id": self.id(), "channel_id": person, "type": 0, "content": text, "attachments": [], "embeds": []}
        author = {"id": str(int(person) + 1), "username": "somebody", "global_name": None}
        said = about | {"author": author, "timestamp": datetime.now(UTC).isoformat(), "edited_timestamp": None} | more
        self.told[person].append(said)
        return said

    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        return self.event("MESSAGE_CREATE", self.message(person, text, **about))

    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        file = {"id": self.id(), "filename": "a.png", "size": 1000, "url": f"{self.api}/a.png", "content_type": "image/png"}
        return self.event("MESSAGE_CREATE", self.message(person, caption, attachments=[file]))

    def webhook_for_tap(self, person: str, button: str) -> Webhook:
        return self.event("INTERACTION_CREATE", self.interaction(person, button))

    def interaction(self, person: str, button: str) -> dict[str, Any]:
        """A tap on a button."""
        id_ = self.id()
        self._taps.add(f"{id_}/t{id_}")
        about = {"id": id_, "token": f"t{id_}", "application_id": ME, "type": 3, "version": 1, "context": 1, "locale": "en-GB"}
        return about | {
            "channel_id": person,
            "channel": {"id": person, "type": 1},
            "user": {"id": str(int(person) + 1)},
            "data": {"component_type": 2, "custom_id": button},
        }

    def signed(self, what: dict[str, Any], *, signer: Ed25519PrivateKey = SIGNER, at: float | None = None) -> Webhook:
        """The same by webhook."""
        body, moment = json.dumps(what).encode(), str(int(time.time() if at is None else at))
        signature = signer.sign(moment.encode() + body).hex()
        return Webhook(
            body, {"X-Signature-Timestamp": moment, "X-Signature-Ed25519": signature, "Content-Type": "application/json"}
        )

    def webhook_for_deletion(self, person: str, webhook: Webhook) -> Webhook:
        return self.event("MESSAGE_DELETE", {"id": json.loads(webhook.body)["d"]["id"], "channel_id": person})

    def forged(self, webhook: Webhook) -> Webhook:
        return self.signed(json.loads(webhook.body), signer=Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))


def _buttons(rows: list[dict[str, Any]]) -> tuple[tuple[str, str], ...] | None:
    """The buttons; None where Discord would refuse them."""
    if len(rows) > ROWS or any(row.get("type") != 1 or not 1 <= len(row["components"]) <= ROW for row in rows):
        return None
    every = [one for row in rows for one in row["components"]]
    ids = {one["custom_id"] for one in every}
    fits = all(1 <= len(one["custom_id"]) <= MOST_ID and len(one["label"]) <= MOST_LABEL for one in every)
    if not fits or len(ids) < len(every) or any(one["type"] != 2 or one["style"] not in range(1, 5) for one in every):
        return None
    return tuple((one["custom_id"], one["label"]) for one in every)
