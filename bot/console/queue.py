"""The queue, and whether one counsellor is given anything from it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.cards import me_json
from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor
from bot.console.snapshot import Snapshot
from bot.edge.wire import Body
from bot.services.pause import PauseKind, pause, resume
from bot.services.ports import Counsellor
from bot.services.queue import queue

router = APIRouter(tags=["queue"])


class PauseBody(Body):
    """Why."""

    kind: PauseKind


@router.get("/api/queue")
def read_queue(face: TheFace, counsellor: TheCounsellor) -> Response:
    """Who waits, whom they have, who is here, who would be next."""
    return Response(Snapshot(queue(face.deps)).text_for(counsellor), media_type="application/json")


@router.post("/api/pause")
def begin_break(body: PauseBody, face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """From now on they are given nothing, and nobody is told that they are here."""
    pause(face.deps, counsellor, body.kind)
    return _me(face, counsellor)


@router.post("/api/resume")
def end_break(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """They are here again."""
    resume(face.deps, counsellor)
    return _me(face, counsellor)


def _me(face: Face, counsellor: Counsellor) -> dict[str, Any]:
    return me_json(queue(face.deps).staff[counsellor.id])
