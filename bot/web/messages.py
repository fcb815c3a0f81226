"""Takes what a young person says, taps and types."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.edge.keystrokes import Typist, tell_typing
from bot.edge.wire import Body, CleanText, ClientId, TypingBody
from bot.services.ask_for_person import ask_for_person
from bot.services.receive import Received, receive
from bot.web.face import TheFace
from bot.web.session import TheConversation

router = APIRouter(prefix="/api/conversations/{conversation_id}", tags=["messages"])


class MessageBody(Body):
    """A text, or a tap on a button that was offered."""

    client_id: ClientId
    text: CleanText | None = None
    tap: CleanText | None = None


class PersonBody(Body):
    """The one tap to a person."""

    client_id: ClientId


@router.post("/messages", status_code=201)
def say(body: MessageBody, response: Response, face: TheFace, conversation: TheConversation) -> dict[str, int]:
    """Store a message: 201, or 200 with the same number when an earlier try had stored it."""
    face.rates.messages.check(conversation.id)
    received = receive(face.deps, conversation.id, client_id=body.client_id, text=body.text, tap=body.tap)
    return _told(received, response)


@router.post("/person", status_code=201)
def call_person(body: PersonBody, response: Response, face: TheFace, conversation: TheConversation) -> dict[str, int]:
    """Ask for a person. Nothing that thinks takes part in it."""
    face.rates.person_taps.check(conversation.id)
    return _told(ask_for_person(face.deps, conversation.id, client_id=body.client_id), response)


@router.post("/typing", status_code=204)
def typing(body: TypingBody, face: TheFace, conversation: TheConversation) -> Response:
    """Tell the counsellor that something is coming. What is being typed is not sent."""
    face.rates.typing.check(conversation.id)
    tell_typing(face.deps, conversation.id, Typist.YOUNG_PERSON, typing=body.typing)
    return Response(status_code=204)


def _told(received: Received, response: Response) -> dict[str, int]:
    if received.duplicate:
        response.status_code = 200
    return {"seq": received.message.seq}
