"""Care for staff: a wish to talk about a chat."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, StrictStr

from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.edge.wire import CONVERSATION_ID, Body
from bot.services.debrief import ask_for_debrief

router = APIRouter(tags=["care"])


class DebriefBody(Body):
    """The chat it is about, where it is about one."""

    conversation: Annotated[StrictStr, Field(pattern=f"^{CONVERSATION_ID.pattern}$")] | None = None


@router.post("/api/debrief", status_code=204)
def debrief(body: DebriefBody, face: TheFace, counsellor: TheCounsellor) -> Response:
    """Tell the supervisors that this counsellor wants to talk."""
    ask_for_debrief(face.deps, counsellor, body.conversation)
    return Response(status_code=204)
