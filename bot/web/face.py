"""What every route of the young person's app is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from bot.edge.listeners import Listeners
from bot.edge.rate_limits import AddressHash, SlidingWindow
from bot.edge.refusals import Sentences
from bot.guidance.languages import Offered
from bot.services.ports import Deps
from bot.web.settings import WebSettings


@dataclass(frozen=True)
class Rates:
    """The counters of one process."""

    messages: SlidingWindow
    person_taps: SlidingWindow
    typing: SlidingWindow
    conversations: SlidingWindow
    address_hash: AddressHash = field(default_factory=AddressHash)


@dataclass(frozen=True)
class Face:
    """Built once, in create_app."""

    deps: Deps
    settings: WebSettings
    words: Sentences
    offered: Offered
    listeners: Listeners
    rates: Rates


def build_face(deps: Deps, settings: WebSettings, words: Sentences, offered: Offered, listeners: Listeners) -> Face:
    """Put it together."""
    rates = Rates(
        messages=SlidingWindow(*settings.messages),
        person_taps=SlidingWindow(*settings.person_taps),
        typing=SlidingWindow(*settings.typing),
        conversations=SlidingWindow(*settings.conversations),
    )
    return Face(deps, settings, words, offered, listeners, rates)


async def face_of(request: Request) -> Face:
    """The face of the app that serves this request."""
    face: Face = request.app.state.face
    return face


TheFace = Annotated[Face, Depends(face_of)]
