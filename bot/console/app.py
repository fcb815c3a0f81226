"""The counsellors' app. Knows nothing of the young person's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from bot.console import (
    account,
    alarms,
    audit,
    blocking,
    board,
    chat_record,
    conversations,
    debrief,
    documents,
    emergencies,
    events,
    factors,
    help_beside,
    invitations,
    moves,
    notes,
    practising,
    queue,
    reports,
    reviews,
    sign_in,
    staff,
    tier,
)
from bot.console import sso as sso_room
from bot.console.face import Face
from bot.console.opened import Opened
from bot.console.roll import Roll
from bot.console.same_origin import SameOrigin
from bot.console.session import half_signed_in, signed_in
from bot.console.settings import ConsoleSettings
from bot.console.snapshot import Snapshots
from bot.console.tries import CodeTries, Tries
from bot.edge.app import Frame, build_app
from bot.edge.listeners import Listeners
from bot.edge.refusals import Refusals, Sentences
from bot.edge.security_headers import security_headers
from bot.edge.shared_look import SharedLook
from bot.guidance.guide import Guide
from bot.guidance.practice import Practice
from bot.guidance.veil import Veil
from bot.services.add_note import NOTE_TOPIC
from bot.services.ports import Deps
from bot.services.sso import SsoProvider


def create_app(
    deps: Deps,
    *,
    static_dir: Path,
    settings: ConsoleSettings,
    words: Sentences = lambda _: {},
    situation_names: Mapping[str, str] | None = None,
    guide: Guide | None = None,
    veil: Veil | None = None,
    practice: Practice | None = None,
    sso: SsoProvider | None = None,
) -> FastAPI:
    """Build the app.

    Without `words` a refusal says its code, without `situation_names` a situation goes by its id, without `guide` there is no
    help beside a chat, without `veil` nothing is veiled, without `practice` there is nothing to practise with, without `sso`
    everybody signs in by password.
    """
    refusals = Refusals(words, settings.language)
    listeners = Listeners(deps.doorbell, "log", "queue", "typing", "staff", NOTE_TOPIC)
    app = build_app(
        Frame(
            title="Unhook console",
            deps=deps,
            refusals=refusals,
            listeners=listeners,
            headers=security_headers(frame_ancestors="'none'", https=settings.https, passkeys=True),
            max_body=settings.max_body,
            static_dir=static_dir,
            inner=[Middleware(SameOrigin, refusals)],
        )
    )
    tries = Tries(*settings.sign_ins, slowest=settings.slowest, at_once=settings.slowed_at_once)
    app.state.page = (static_dir / "index.html").read_text(encoding="utf-8")
    codes, veils = CodeTries(*settings.codes), veil or Veil()
    app.state.face = Face(
        deps,
        settings,
        listeners,
        situation_names or {},
        tries,
        codes,
        Opened(),
        guide,
        veils,
        practice or Practice(),
        sso,
        queue=SharedLook(Snapshots(deps).take),
        roll=Roll(deps),
    )
    for room in (sign_in, sso_room, documents, invitations):
        app.include_router(room.open_router)
    for room in (sign_in, sso_room, account, factors):
        app.include_router(room.router, dependencies=[Depends(half_signed_in)])
    in_a_chat = (tier, notes, emergencies, blocking, help_beside, chat_record, debrief)
    of_staff = (staff, audit, practising, board, reports, reviews)
    for room in (documents, queue, conversations, moves, alarms, events, *in_a_chat, *of_staff):
        app.include_router(room.router, dependencies=[Depends(signed_in)])
    return app
