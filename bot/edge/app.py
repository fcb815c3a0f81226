"""Builds what both apps have in common: an app that traces nothing, refuses in one shape and carries the headers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from bot.edge.bodies import BodyLimit, JsonOnly
from bot.edge.health import router as health
from bot.edge.listeners import Listeners
from bot.edge.refusals import LastResort, Refusals
from bot.edge.security_headers import SecurityHeaders
from bot.services.ports import Deps


@dataclass(frozen=True)
class Frame:
    """What differs between the two apps."""

    title: str
    deps: Deps
    listeners: Listeners
    refusals: Refusals
    headers: Mapping[str, str]
    max_body: int  # bytes
    static_dir: Path
    inner: Sequence[Middleware] = ()  # runs after the checks that both apps share, in the order given
    text_allowed: str = ""  # the end of a path that takes text/plain beside JSON
    form_allowed: str = ""  # the one path that takes forms


def build_app(frame: Frame) -> FastAPI:
    """The bare app, with files and health.

    `app.state.listeners.close()` ends every stream and long poll; the server does it when it stops (bot/edge/server.py).
    """
    app = FastAPI(
        title=frame.title,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a redirect repeats the Host header, which anybody can write
        telemetry={"tracing": False, "metrics": False, "logs": False},  # ids in paths must never reach a span
        lifespan=_closing(frame.listeners),
        middleware=[
            Middleware(SecurityHeaders, frame.headers),
            Middleware(LastResort, frame.refusals),
            Middleware(BodyLimit, frame.refusals, frame.max_body),
            Middleware(JsonOnly, frame.refusals, frame.text_allowed, frame.form_allowed),
            *frame.inner,
        ],
    )
    app.state.deps = frame.deps
    app.state.listeners = frame.listeners
    frame.refusals.install(app)
    app.include_router(health)
    # Built files hold no secret, so nothing can be told from their length; nothing else is compressed.
    app.mount(
        "/static", GZipMiddleware(StaticFiles(directory=frame.static_dir), minimum_size=1024, compresslevel=6), name="static"
    )
    return app


def _closing(listeners: Listeners) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        listeners.close()

    return lifespan
