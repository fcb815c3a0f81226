"""Begins a conversation, says how it stands, and ends it."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from bot.edge.refusals import RefusedError
from bot.edge.wire import Body, CleanText
from bot.services.forget import forget
from bot.services.leave import leave
from bot.services.status import status
from bot.web.face import Face, TheFace, address_of, begin_conversation
from bot.web.session import ActingConversation, ConversationId, TheConversation, let_in
from bot.web.view import state_json

router = APIRouter(tags=["conversation"])


class BeginBody(Body):
    """The language that the page is in."""

    language: CleanText = ""


@router.post("/api/conversations", status_code=201)
def begin(request: Request, face: TheFace, body: BeginBody | None = None) -> dict[str, str]:
    """Make a conversation. Its log holds the welcome already; the token is told this once.

    A language that is not offered is no reason to turn anybody away: then the operator's own is spoken.
    """
    language = face.offered.best([body.language] if body else ()).code
    conversation, token = begin_conversation(face, address_of(request, face), language)
    return {"conversation": conversation, "token": token, "language": language}


@router.get("/api/conversations/{conversation_id}")  # noqa: FAST003 - the session reads it
def state(face: TheFace, conversation: TheConversation) -> dict[str, Any]:
    """Who answers now, and how long the log is."""
    now = status(face.deps, conversation.id)
    return {**state_json(now), "last_seq": now.conversation.last_seq}


@router.post("/api/conversations/{conversation_id}/delete", status_code=204)  # noqa: FAST003 - the session reads it
def delete(face: TheFace, conversation: ActingConversation) -> Response:
    """Destroy the key and every row, now."""
    forget(face.deps, conversation.id)
    return Response(status_code=204)


@router.post("/api/conversations/{conversation_id}/leave", status_code=204)
async def end(request: Request, face: TheFace, conversation_id: ConversationId) -> Response:
    """End the session. The token is in the body: a page that is going away can send no header of its own."""
    token = _token_in(await request.body())
    await run_in_threadpool(_leave, face, conversation_id, token)
    return Response(status_code=204)


def _leave(face: Face, conversation_id: str, token: str) -> None:
    leave(face.deps, let_in(face, conversation_id, token).conversation.id)


def _token_in(body: bytes) -> str:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "bad_request") from None
    token = sent.get("token") if isinstance(sent, dict) else None
    if not isinstance(token, str):
        raise RefusedError(400, "bad_request")
    return token
