"""A counsellor's answer to an alarm of their own."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.console.access import ConversationId
from bot.console.face import TheFace
from bot.console.session import TheCounsellor
from bot.services.see_alarm import see_alarm

router = APIRouter(tags=["alarms"])


@router.post("/api/conversations/{conversation_id}/alarm/seen", status_code=204)
def seen(face: TheFace, counsellor: TheCounsellor, conversation_id: ConversationId) -> Response:
    """They know that their chat became more urgent: it stops ringing in their consoles."""
    see_alarm(face.deps, conversation_id, counsellor)
    return Response(status_code=204)
