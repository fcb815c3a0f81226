"""A conversation changes hands: taken, given up, passed on, handed back, ended."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field

from bot.console.access import ConversationId
from bot.console.cards import card_for
from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor
from bot.edge.wire import Body, CleanText, Cursor
from bot.services.close import close
from bot.services.ports import Conversation, Counsellor
from bot.services.put_back import put_back
from bot.services.queue import card
from bot.services.reopen import reopen
from bot.services.return_to_bot import return_to_bot
from bot.services.step_in import step_in
from bot.services.take_next import take_next
from bot.services.take_over import take_over
from bot.services.transfer import transfer

router = APIRouter(tags=["moves"])
_ONE = "/api/conversations/{conversation_id}"


class TransferBody(Body):
    """The id of a colleague."""

    to: Annotated[CleanText, Field(max_length=64)]


class LetGoBody(Body):
    """The number of the last message that was on the screen: who has just written is not let go of unread."""

    read_up_to: Cursor


@router.post("/api/take-next", response_model=None)
def take(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any] | Response:
    """Accept the next one; 204 when nobody waits whom they may have."""
    taken = take_next(face.deps, counsellor)
    if taken is None:
        return Response(status_code=204)
    face.opened.add(counsellor.id, taken.id)
    return _card(face, counsellor, taken)


@router.post(f"{_ONE}/claim")
def claim(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Accept this one, when it is the next or was passed to them: exactly one can, the others learn who."""
    with face.claims.of(conversation_id):  # fifty may press at once: the others need not queue at the database to hear who has it
        taken = take_over(face.deps, conversation_id, counsellor)
    face.opened.add(counsellor.id, conversation_id)
    return _card(face, counsellor, taken)


@router.post(f"{_ONE}/step-in")
def take_from_others(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Take it from the bot, the queue or a colleague."""
    taken = step_in(face.deps, conversation_id, counsellor)
    face.opened.add(counsellor.id, conversation_id)
    return _card(face, counsellor, taken)


@router.post(f"{_ONE}/put-back")
def give_up(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Let it wait in its old place again."""
    return _card(face, counsellor, put_back(face.deps, conversation_id, counsellor))


@router.post(f"{_ONE}/transfer")
def pass_on(body: TransferBody, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Pass it to a colleague who is here."""
    return _card(face, counsellor, transfer(face.deps, conversation_id, counsellor, body.to))


@router.post(f"{_ONE}/return")
def give_back(body: LetGoBody, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Let the bot answer again."""
    return _card(face, counsellor, return_to_bot(face.deps, conversation_id, counsellor, body.read_up_to))


@router.post(f"{_ONE}/close")
def end(body: LetGoBody, face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """End the conversation."""
    return _card(face, counsellor, close(face.deps, conversation_id, counsellor, body.read_up_to))


@router.post(f"{_ONE}/reopen")
def open_again(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> dict[str, Any]:
    """Let one that was closed too early wait again."""
    return _card(face, counsellor, reopen(face.deps, conversation_id, counsellor))


def _card(face: Face, counsellor: Counsellor, conversation: Conversation) -> dict[str, Any]:
    return card_for(card(face.deps, conversation), counsellor)
