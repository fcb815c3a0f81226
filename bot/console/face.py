"""What every route of the console is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from bot.console.opened import Opened
from bot.console.roll import Roll
from bot.console.settings import ConsoleSettings
from bot.console.snapshot import Snapshot
from bot.console.tries import CodeTries, Tries
from bot.console.turns import Turns
from bot.edge.listeners import Listeners
from bot.edge.shared_look import SharedLook
from bot.guidance.guide import Guide
from bot.guidance.practice import Practice
from bot.guidance.veil import Veil
from bot.services.ports import Deps
from bot.services.sso import SsoProvider


@dataclass(frozen=True)
class Face:
    """Built once, in create_app."""

    deps: Deps
    settings: ConsoleSettings
    listeners: Listeners
    situation_names: Mapping[str, str]  # id -> what staff read
    tries: Tries
    codes: CodeTries
    opened: Opened
    guide: Guide | None = None  # what may be said, for the help beside a chat
    veil: Veil = field(default_factory=Veil)
    practice: Practice = field(default_factory=Practice)
    sso: SsoProvider | None = None
    claims: Turns = field(default_factory=Turns, kw_only=True)
    roll: Roll = field(kw_only=True)  # of the consoles that are open
    queue: SharedLook[Snapshot] = field(kw_only=True)  # for the streams, which all look when something changes


async def face_of(request: Request) -> Face:
    """The face of the app that serves this request."""
    face: Face = request.app.state.face
    return face


TheFace = Annotated[Face, Depends(face_of)]
