"""Goes on here with a conversation that began in a messaging app, by the link that was sent there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field

from bot.edge.wire import Body, CleanText
from bot.services.move_to_web import move_to_web
from bot.web.face import TheFace, address_of

router = APIRouter(tags=["come back"])


class MovedBody(Body):
    """What stood behind the # of the link."""

    link: Annotated[CleanText, Field(max_length=200)]


@router.post("/api/moved")
def go_on(request: Request, body: MovedBody, face: TheFace) -> dict[str, str | int]:
    """Open the conversation: its language, and how long its log is. In the app nothing more appears."""
    face.rates.acts.check(address_of(request, face))
    conversation, token = move_to_web(face.deps, body.link)
    how_it_stands: dict[str, str | int] = {"language": conversation.language, "last_seq": conversation.last_seq}
    return {"conversation": conversation.id, "token": token, **how_it_stands}
