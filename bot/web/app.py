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
from bot.web import come_back, conversations, embed, messages, moved, page, passed_on, plain, safety_page, streams, wishes
from bot.web.face import build_face
from bot.web.plain_parts import PATH
from bot.web.settings import WebSettings


def create_app(deps: Deps, *, static_dir: Path, words: Sentences, offered: Offered, settings: WebSettings) -> FastAPI:
    """Build the app. `static_dir` holds the built page; `words` gives the interface words of an offered language."""
    words = with_start_text(words, offered.own.code, settings.start_text)
    listeners = Listeners(deps.doorbell, "log", "typing")
    face = build_face(deps, settings, words, offered, listeners)
    app = build_app(
        Frame(
            title="Unhook",
            deps=deps,
            refusals=Refusals(words, offered.own.code, {PATH: plain.draw_refusal(face)}),
            listeners=listeners,
            headers=security_headers(frame_ancestors=settings.frame_ancestors, https=settings.https),
            max_body=settings.max_body,
            static_dir=static_dir,
            text_allowed="/leave",
            form_allowed=PATH,
        )
    )
    built = page.read_page(static_dir / "index.html", settings.exit_url, themed=face.theme.is_chosen)
    app.state.pages = {one.code: page.page_in(built, one.code, words(one.code)) for one in offered.languages}
    app.state.embed = embed.read_loader(static_dir / "embed.js", face)
    app.state.face = face
    for room in (page, plain, safety_page, embed, conversations, come_back, moved, messages, passed_on, wishes, streams):
        app.include_router(room.router)
    return app


def with_start_text(words: Sentences, language: str, text: str) -> Sentences:
    """The words with the operator's own first ones, in their own language: nobody has said them in another."""
    return lambda asked: {**words(asked), "intro_title": text} if text and asked == language else words(asked)
