"""The webhooks of messaging apps: prove who asks, read, store, say "received". Nothing is thought about here."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Final

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.channel import Answer, BadSignatureError, Call, Channel
from bot.channels.intake import Intake
from bot.edge.listeners import Listeners
from bot.edge.security_headers import SecurityHeaders
from bot.services.ports import Deps

PATH: Final = "/channels/{name}"
MAX_BODY: Final = 4_000_000  # bytes; platforms bundle what we missed, and Meta does up to three megabytes
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """The body is larger than anything a platform sends."""


def create_app(deps: Deps, channels: Mapping[str, Channel], *, public_url: str = "") -> FastAPI:
    """Build the app. `public_url`: how the platforms reach it, where a proxy stands before it: one of them signs that."""
    app = FastAPI(
        title="Unhook channels",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=[Middleware(SecurityHeaders, _HEADERS), Middleware(LastResort)],
    )
    webhooks = Webhooks(channels, Intake(deps), public_url.rstrip("/"))
    app.state.deps = deps
    app.state.listeners = Listeners(deps.doorbell)
    app.state.webhooks = webhooks
    app.add_route(PATH, webhooks.ask, methods=["GET"])
    app.add_route(PATH, webhooks.take, methods=["POST"])
    app.add_route("/livez", _live, methods=["GET"])
    app.add_route("/readyz", partial(_ready, deps), methods=["GET"])
    return app


class Webhooks:
    """The two things a platform asks: is this yours, and take this."""

    def __init__(self, channels: Mapping[str, Channel], intake: Intake, public_url: str) -> None:
        self._channels = channels
        self._intake = intake
        self._public_url = public_url
        self.counts: Counter[str] = Counter()  # "telegram accepted", "telegram forged" …: what operators look at

    async def ask(self, request: Request) -> Response:
        """Answer a platform's handshake."""
        name, channel = self._channel(request)
        answer = channel.handshake(self._call(request, b"")) if channel else None
        self.counts[f"{name} {'asked' if answer else 'unknown'}"] += 1
        return _response(answer) if answer else PlainTextResponse("not found", 404)

    async def take(self, request: Request) -> Response:
        """Store what a webhook brings. 200 only when it is on the disk: a platform tells again what was not received."""
        name, channel = self._channel(request)
        if channel is None:
            return PlainTextResponse("not found", 404)
        try:
            call = self._call(request, await _body(request))
            channel.verify(call)
        except TooLargeError:
            return self._refuse(name, "too_large", 413)
        except BadSignatureError:
            return self._refuse(name, "forged", 401)
        if answer := channel.handshake(call):  # one platform asks by POST, signed
            self.counts[f"{name} asked"] += 1
            return _response(answer)
        events = channel.events(call)
        fresh = await self._intake.store(name, events) if events else 0
        self.counts[f"{name} accepted"] += fresh
        self.counts[f"{name} {'repeated' if len(events) > fresh else 'empty' if not events else 'called'}"] += 1
        return _response(channel.acknowledge())

    def _channel(self, request: Request) -> tuple[str, Channel | None]:
        name = request.path_params["name"]
        return (name, self._channels[name]) if name in self._channels else ("other", None)

    def _refuse(self, name: str, why: str, status: int) -> Response:
        self.counts[f"{name} {why}"] += 1
        return PlainTextResponse(why, status)

    def _call(self, request: Request, body: bytes) -> Call:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        url = (self._public_url or f"{request.url.scheme}://{request.url.netloc}") + path
        return Call(url, dict(request.headers), dict(request.query_params), body)


class LastResort:
    """A fault here is a 500 without a word of the request in the log; the platform tries again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Catch whatever was not meant to happen."""
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            return
        except Exception as fault:  # noqa: BLE001 - whatever it is, its words stay here
            _log.error("webhook_failed", extra={"error": type(fault).__name__})
            await PlainTextResponse("try again", 503)(scope, receive, send)


async def _live(_: Request) -> Response:
    return PlainTextResponse("live")


async def _ready(deps: Deps, _: Request) -> Response:
    await asyncio.to_thread(_look, deps)
    return PlainTextResponse("ready")


def _look(deps: Deps) -> None:
    with deps.store.read() as tx:
        tx.count_inbox()


async def _body(request: Request) -> bytes:
    """The body, as long as it stays below the limit. Raises TooLargeError while it arrives."""
    announced = Headers(scope=request.scope).get("content-length", "0")
    if announced.isdecimal() and announced.isascii() and int(announced[:16]) > MAX_BODY:
        raise TooLargeError
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BODY:
            raise TooLargeError
        pieces.append(piece)
    return b"".join(pieces)


def _response(answer: Answer) -> Response:
    return Response(answer.body, media_type=answer.content_type)
