"""The come-back code: made, withdrawn, and used from another browser."""

from __future__ import annotations

import logging
from typing import Annotated, Final

from fastapi import APIRouter, Request, Response
from pydantic import Field

from bot.conversation.come_back import CodeKind
from bot.edge.refusals import RefusedError
from bot.edge.shared_rates import EVERYBODY
from bot.edge.wire import Body, CleanText
from bot.services.come_back import make_code, rejoin, withdraw_code
from bot.services.ports import Conversation
from bot.web.face import Face, Rates, TheFace, address_of
from bot.web.session import ActingConversation

router = APIRouter(tags=["come back"])
_ONE: Final = "/api/conversations/{conversation_id}/code"
_TOO_MANY: Final = "code_wait"
_log = logging.getLogger(__name__)


class CodeBody(Body):
    """What the code should look like."""

    kind: CodeKind


class RejoinBody(Body):
    """A code as somebody types it."""

    code: Annotated[CleanText, Field(max_length=200)]


@router.post(_ONE, status_code=201)
def make(body: CodeBody, face: TheFace, conversation: ActingConversation) -> dict[str, str]:
    """Make a code, told this once; it takes the place of the one before."""
    face.rates.codes.check(conversation.id)
    return {"code": make_code(face.deps, conversation.id, body.kind)}


@router.post(f"{_ONE}/withdraw", status_code=204)
def withdraw(face: TheFace, conversation: ActingConversation) -> Response:
    """Make the code worthless."""
    withdraw_code(face.deps, conversation.id)
    return Response(status_code=204)


@router.post("/api/rejoin")
def come_back(request: Request, body: RejoinBody, face: TheFace) -> dict[str, str | int]:
    """Open the conversation of a code: its language, and how long its log is. The tab that had it until now is signed out."""
    conversation, token = reopen(face, address_of(request, face), body.code)
    how_it_stands: dict[str, str | int] = {"language": conversation.language, "last_seq": conversation.last_seq}
    return {"conversation": conversation.id, "token": token, **how_it_stands}


def reopen(face: Face, address: str, code: str) -> tuple[Conversation, str]:
    """The conversation of a code, and the token of its new session. `address`: as the limits know it.

    Raises UnknownCodeError, or RefusedError where too many were tried.
    """
    face.rates.acts.check(address)
    _count(face.rates, address)
    # A try is counted before it is made, or a hundred at once would all be the first. Only a wrong one stays counted.
    conversation, token = rejoin(face.deps, code)
    for window, key in ((face.rates.wrong_codes, address), (face.rates.wrong_codes_overall, EVERYBODY)):
        window.give_back(key)
    return conversation, token


def _count(rates: Rates, address: str) -> None:
    rates.wrong_codes.check(address, _TOO_MANY)
    try:
        rates.wrong_codes_overall.check(EVERYBODY, _TOO_MANY)
    except RefusedError:
        rates.wrong_codes.give_back(address)  # they have not been able to try
        _log.warning("codes_are_guessed")
        raise
