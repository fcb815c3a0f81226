"""The emergency step."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from bot.console.access import ONE, ReadableConversation
from bot.console.beside import emergency_json
from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor
from bot.edge.wire import Body, CleanText
from bot.services import emergency
from bot.services.reading import names_of, people_of
from bot.services.records_counselling import Emergency, Outcome

router = APIRouter(tags=["emergency"])
_HERE = f"{ONE}/emergency"
_Words = Annotated[CleanText, Field(max_length=4000)]


class OpenBody(Body):
    """Why somebody outside has to be called."""

    reason: _Words


class ChecklistBody(Body):
    """Answers by field of data/staff/emergency.yml."""

    answers: dict[str, str | bool | None]


class EndBody(Body):
    """How it ended, and what was done."""

    outcome: Outcome
    text: _Words


@router.post(_HERE)
def open_emergency(
    body: OpenBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation
) -> dict[str, Any]:
    """Open it: every console sees that a second person is wanted."""
    return _json(face, emergency.open_one(face.deps, conversation.id, counsellor, body.reason))


@router.post(f"{_HERE}/confirm")
def confirm(face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """A second person has looked."""
    return _json(face, emergency.confirm(face.deps, conversation.id, counsellor))


@router.post(f"{_HERE}/checklist")
def answer(body: ChecklistBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """Fill in some of the checklist."""
    return _json(face, emergency.answer(face.deps, conversation.id, counsellor, body.answers))


@router.post(f"{_HERE}/end")
def end(body: EndBody, face: TheFace, counsellor: TheCounsellor, conversation: ReadableConversation) -> dict[str, Any]:
    """Say how it ended."""
    return _json(face, emergency.end(face.deps, conversation.id, counsellor, body.outcome, body.text))


def _json(face: Face, one: Emergency) -> dict[str, Any]:
    with face.deps.store.read() as tx:
        waits_until = None if one.confirmed_at or one.ended_at else emergency.alone_from(face.deps, tx, one)
        return emergency_json(one, names_of(tx, people_of(one)), waits_until)
