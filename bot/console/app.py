"""The counsellors' app. Knows nothing of the young person's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from bot.console import conversations, documents, events, moves, queue, sign_in
from bot.console import practice as practising
from bot.console.face import Face
from bot.console.opened import Opened
from bot.console.same_origin import SameOrigin
from bot.console.session import signed_in
from bot.console.settings import ConsoleSettings
from bot.console.tries import Tries
from bot.edge.app import Frame, build_app
from bot.edge.listeners import Listeners
from bot.edge.refusals import Refusals, Sentences
from bot.edge.security_headers import security_headers
from bot.guidance.practice import Practice
from bot.services.ports import Deps


def create_app(
    deps: Deps,
    *,
    static_dir: Path,
    settings: ConsoleSettings,
    words: Sentences = lambda _: {},
    situation_names: Mapping[str, str] | None = None,
    practice: Practice | None = None,
) -> FastAPI:
    """Build the app. Without `words` a refusal says its code; without `situation_names` a situation goes by its id.

    Without `practice` there is nothing to practise with.
    """
    refusals = Refusals(words, settings.language)
    listeners = Listeners(deps.doorbell, "log", "queue", "typing")
    app = build_app(
        Frame(
            title="Unhook console",
            deps=deps,
            refusals=refusals,
            listeners=listeners,
            headers=security_headers(frame_ancestors="'none'", https=settings.https),
            max_body=settings.max_body,
            static_dir=static_dir,
            inner=[Middleware(SameOrigin, refusals)],
        )
    )
    tries = Tries(*settings.sign_ins, slowest=settings.slowest, at_once=settings.slowed_at_once)
    app.state.page = (static_dir / "index.html").read_text(encoding="utf-8")
    app.state.face = Face(deps, settings, listeners, situation_names or {}, tries, Opened(), practice or Practice())
    for room in (sign_in, documents):
        app.include_router(room.open_router)
    for room in (sign_in, documents, queue, conversations, moves, practising, events):
        app.include_router(room.router, dependencies=[Depends(signed_in)])
    return app
