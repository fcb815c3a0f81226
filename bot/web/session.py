"""Lets a young person in by the token of their tab. There is no cookie."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request

from bot.edge.refusals import RefusedError
from bot.edge.wire import CONVERSATION_ID, TOKEN
from bot.services.errors import UnknownSessionError
from bot.services.open_session import open_session
from bot.services.ports import Conversation
from bot.web.face import Face, TheFace

ConversationId = Annotated[str, Path(max_length=200)]


def let_in(face: Face, conversation_id: str, token: str) -> Conversation:
    """The conversation. Raises UnknownSessionError, or a 404 for what was never an id of ours; neither reaches the database."""
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise RefusedError(404, "not_found")
    if not TOKEN.fullmatch(token):
        raise UnknownSessionError
    return open_session(face.deps, conversation_id, token)


def _by_bearer(request: Request, face: TheFace, conversation_id: ConversationId) -> Conversation:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return let_in(face, conversation_id, token.strip() if scheme.lower() == "bearer" else "")


TheConversation = Annotated[Conversation, Depends(_by_bearer)]
