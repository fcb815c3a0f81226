"""The real discord.py, with a gateway on loopback: it greets, hands over each payload as it came, and takes up a broken line."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from bot.channels.channel import RefusedKeyError
from bot.channels.discord.events import event_of
from bot.channels.reading import json_of
from tests.fakes.discord import ME, TOKEN

discord = pytest.importorskip("discord", reason="the extra discord is not installed")

CHAT = str(8 << 40)
DIRECT_MESSAGES = 1 << 12
USER = {"id": ME, "username": "a_bot", "discriminator": "0", "global_name": None, "avatar": None, "bot": True}
APPLICATION = {
    "id": ME, "name": "a", "icon": None, "description": "", "summary": "", "bot_public": False, "bot_require_code_grant": False,
    "verify_key": "0" * 64, "flags": 0, "owner": USER | {"bot": False}, "team": None, "rpc_origins": [],
    "terms_of_service_url": None, "privacy_policy_url": None,
}  # fmt: skip


def answer(what: dict[str, Any], status: int = 200) -> web.Response:
    """Without a charset, as Discord answers."""
    return web.Response(body=json.dumps(what).encode(), status=status, headers={"Content-Type": "application/json"})


class FakeGateway:
    """Tells what its greeting asks for; `script` says what to send to each line, and then whether to break it."""

    def __init__(self, script: list[tuple[list[dict[str, Any]], bool]]) -> None:
        self.script = script
        self.greetings: list[dict[str, Any]] = []
        self.queries: list[dict[str, str]] = []
        self.url = ""

    async def me(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return answer({"message": "401: Unauthorized", "code": 0}, status=401)
        return answer(USER)

    async def application(self, _: web.Request) -> web.Response:
        return answer(APPLICATION)

    async def line(self, request: web.Request) -> web.WebSocketResponse:
        self.queries.append(dict(request.query))
        packer = zlib.compressobj()
        socket = web.WebSocketResponse()
        await socket.prepare(request)

        async def tell(payload: dict[str, Any]) -> None:
            packed = packer.compress(json.dumps(payload).encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
            await socket.send_bytes(packed)

        await tell({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            told = json.loads(message.data)
            if told["op"] == 1:
                await tell({"op": 11, "d": None, "s": None, "t": None})
            elif told["op"] in {2, 6}:
                self.greetings.append(told)
                payloads, breaks = self.script[len(self.greetings) - 1]
                for payload in payloads:
                    await tell(payload)
                if breaks:
                    await socket.close(code=1001)
        return socket

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self.me)
        app.router.add_get("/api/v10/oauth2/applications/@me", self.application)
        app.router.add_get("/gateway/", self.line)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"127.0.0.1:{runner.addresses[0][1]}"
        yield
        await runner.cleanup()


def ready(url: str) -> dict[str, Any]:
    about = {"v": 10, "user": USER, "guilds": [], "session_id": "a session", "resume_gateway_url": f"ws://{url}/gateway/"}
    return {"op": 0, "t": "READY", "s": 1, "d": about | {"application": {"id": ME, "flags": 0}, "private_channels": []}}


def said(text: str, number: int) -> dict[str, Any]:
    about = {"id": str(number), "channel_id": CHAT, "type": 0, "content": text, "attachments": [], "embeds": [], "mentions": []}
    author = {"id": str(7 << 40), "username": "somebody", "discriminator": "0", "global_name": None, "avatar": None}
    more = {"author": author, "timestamp": "2026-01-01T14:00:00+00:00", "edited_timestamp": None, "tts": False, "pinned": False}
    rest = {"mention_everyone": False, "mention_roles": [], "components": [], "flags": 0, "channel_type": 1}
    return {"op": 0, "t": "MESSAGE_CREATE", "s": number, "d": about | more | rest}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the library speak with another address."""
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    def speak(url: str) -> None:
        monkeypatch.setattr(Route, "BASE", f"http://{url}/api/v10")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://{url}/gateway/"))

    return speak


def test_payloads_come_as_they_were_and_a_broken_line_is_taken_up(at: Callable[[str], None]) -> None:
    from bot.channels.discord.library import connect

    async def run() -> None:
        gateway = FakeGateway([])
        heard: list[str] = []
        async with gateway.listening():
            at(gateway.url)
            resumed = {"op": 0, "t": "RESUMED", "s": 4, "d": {}}
            gateway.script = [([ready(gateway.url), said("one", 2), said("two", 3)], True), ([said("three", 4), resumed], False)]
            holding = asyncio.create_task(connect(TOKEN, heard.append))
            async with asyncio.timeout(30):
                while not any("RESUMED" in raw for raw in heard):
                    await asyncio.sleep(0.02)
                    assert not holding.done(), holding.exception()
            holding.cancel()
            with suppress(asyncio.CancelledError):
                await holding
        events = [event for raw in heard if (event := event_of(json_of(raw.encode())))]
        assert [(event.text, event.address) for event in events] == [("one", CHAT), ("two", CHAT), ("three", CHAT)]
        greeting, again = gateway.greetings
        assert (greeting["d"]["token"], greeting["d"]["intents"]) == (TOKEN, DIRECT_MESSAGES)
        assert (again["op"], again["d"]["seq"]) == (6, 3)

    asyncio.run(run())


def test_a_wrong_token_is_told_to_the_operator(at: Callable[[str], None]) -> None:
    from bot.channels.discord.library import connect

    async def run() -> None:
        gateway = FakeGateway([])
        async with gateway.listening():
            at(gateway.url)
            with pytest.raises(RefusedKeyError):
                await connect(TOKEN[::-1], lambda _: None)

    asyncio.run(run())
