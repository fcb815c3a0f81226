"""The young person's app: their page, their words, their conversation. Knows nothing of the console."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from bot.edge.app import Frame, build_app
from bot.edge.listeners import Listeners
from bot.edge.refusals import Refusals, Sentences
from bot.edge.security_headers import security_headers
from bot.guidance.languages import Offered
from bot.services.ports import Deps
from bot.web import come_back, conversations, messages, page, passed_on, streams, wishes
from bot.web.face import build_face
from bot.web.settings import WebSettings


def create_app(deps: Deps, *, static_dir: Path, words: Sentences, offered: Offered, settings: WebSettings) -> FastAPI:
    """Build the app. `static_dir` holds the built page; `words` gives the interface words of an offered language."""
    listeners = Listeners(deps.doorbell, "log", "typing")
    app = build_app(
        Frame(
            title="Unhook",
            deps=deps,
            refusals=Refusals(words, offered.own.code),
            listeners=listeners,
            headers=security_headers(frame_ancestors=settings.frame_ancestors, https=settings.https),
            max_body=settings.max_body,
            static_dir=static_dir,
            text_allowed="/leave",
        )
    )
    app.state.page = page.read_page(static_dir / "index.html", settings.exit_url)
    app.state.face = build_face(deps, settings, words, offered, listeners)
    for room in (page, conversations, come_back, messages, passed_on, wishes, streams):
        app.include_router(room.router)
    return app
