"""Practising: what there is to practise with, beginning one, and what was to be learnt from it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.access import ConversationId
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.edge.refusals import RefusedError
from bot.edge.wire import Body
from bot.services.practice import Practised, practices_of
from bot.services.start_practice import start_practice
from bot.services.stop_practice import stop_practice

router = APIRouter(tags=["practice"])


class PracticeBody(Body):
    """Which made-up conversation is to be played."""

    scenario: str


@router.get("/api/practice")
def choices(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """What can be practised here, and what this counsellor has practised within a day."""
    scripts = face.practice.scripts.values()
    kept = practices_of(face.deps, face.practice, counsellor)
    return {
        "scenarios": [{"id": one.id, "title": one.title, "language": one.language} for one in scripts],
        "mine": [_practised_json(face, one) for one in kept],
    }


@router.post("/api/practice", status_code=201)
def begin(body: PracticeBody, face: TheFace, counsellor: TheCounsellor) -> dict[str, str]:
    """Begin one: it is answered by the bot first, and then waits in the queue of this counsellor alone."""
    script = face.practice.scripts.get(body.scenario)
    if script is None:
        raise RefusedError(404, "not_found")
    return {"conversation": start_practice(face.deps, script, counsellor).id}


@router.post("/api/practice/{conversation_id}/stop", status_code=204)
def stop(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> Response:
    """End one before its time, and delete it."""
    stop_practice(face.deps, conversation_id, counsellor)
    return Response(status_code=204)


def _practised_json(face: TheFace, one: Practised) -> dict[str, Any]:
    conversation = one.conversation
    return {
        "conversation": conversation.id,
        "label": conversation.label,
        "scenario": one.script.id,
        "title": one.script.title,
        "owner": conversation.owner.value,
        "over": one.over,
        "learn": list(one.script.learn) if one.over else [],  # told before, there would be nothing to find out
        "deleted_at": (conversation.created_at + face.deps.settings.practice_kept).isoformat(),
    }
