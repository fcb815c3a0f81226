"""What every route of the young person's app is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from bot.edge.few_threads import FewThreads
from bot.edge.listeners import Listeners
from bot.edge.rate_limits import AddressHash, SlidingWindow
from bot.edge.refusals import Sentences
from bot.edge.shared_look import SharedLook
from bot.edge.shared_rates import EVERYBODY, SharedWindow
from bot.guidance.languages import Offered
from bot.services.ports import Deps
from bot.services.start_conversation import start_conversation
from bot.services.surroundings import Glance, glance
from bot.web.settings import WebSettings
from bot.web.starts import Starts
from bot.web.theme import Theme, read_theme


@dataclass(frozen=True)
class Rates:
    """The counters. Those of conversations are told to the other processes; those of addresses stay in this one."""

    messages: SlidingWindow
    person_taps: SlidingWindow
    typing: SlidingWindow
    conversations: SlidingWindow
    newcomers: SlidingWindow
    acts: SlidingWindow
    codes: SlidingWindow
    wrong_codes: SlidingWindow
    wrong_codes_overall: SlidingWindow
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
    theme: Theme
    glance: SharedLook[Glance]  # for the streams to which nothing happens
    threads: FewThreads  # of the streams
    starts: Starts = field(default_factory=Starts)


def build_face(deps: Deps, settings: WebSettings, words: Sentences, offered: Offered, listeners: Listeners) -> Face:
    """Put it together. Raises AccentError for a colour that cannot be read."""

    def together(name: str, limit: tuple[int, float]) -> SharedWindow:
        return SharedWindow(*limit, doorbell=deps.doorbell, name=name)

    rates = Rates(
        messages=together("messages", settings.messages),
        person_taps=together("person_taps", settings.person_taps),
        typing=SlidingWindow(*settings.typing),
        conversations=SlidingWindow(*settings.conversations),
        newcomers=together("newcomers", settings.newcomers),
        acts=together("acts", settings.acts),
        codes=together("codes", settings.codes),
        wrong_codes=SlidingWindow(*settings.wrong_codes),
        wrong_codes_overall=together("wrong_codes", settings.wrong_codes_overall),
    )
    theme = read_theme(settings.accent, settings.accent_dark)
    shared, threads = SharedLook(lambda: glance(deps, listeners.rooms())), FewThreads(settings.looks_at_once)
    return Face(deps, settings, words, offered, listeners, rates, theme, shared, threads)


async def face_of(request: Request) -> Face:
    """The face of the app that serves this request."""
    face: Face = request.app.state.face
    return face


def address_of(request: Request, face: Face) -> str:
    """What the limits know an address by; it means nothing outside this process."""
    return face.rates.address_hash(request.client.host if request.client else None)


def begin_conversation(face: Face, address: str, language: str) -> tuple[str, str]:
    """Begin a conversation; its id and its token. Refused is one address that begins very many; a flood from everywhere is not.

    Raises RefusedError.
    """
    face.rates.conversations.check(address)
    in_flood = face.rates.newcomers.take(EVERYBODY) > 0
    conversation, token = start_conversation(face.deps, language=language, in_flood=in_flood)
    return conversation.id, token


TheFace = Annotated[Face, Depends(face_of)]
