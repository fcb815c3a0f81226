"""Lets a young person in by the token of their tab. There is no cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request

from bot.edge.refusals import RefusedError
from bot.edge.wire import CONVERSATION_ID, TOKEN
from bot.services.errors import UnknownSessionError
from bot.services.note_origin import note_origin
from bot.services.open_session import open_session
from bot.services.ports import Conversation
from bot.services.tokens import hash_of
from bot.web.face import Face, TheFace

ConversationId = Annotated[str, Path(max_length=200)]


@dataclass(frozen=True, slots=True)
class Session:
    """One tab in its conversation. A stream outlives its request, so it looks again whether the token still holds."""

    conversation: Conversation
    token_hash: bytes


def let_in(face: Face, conversation_id: str, token: str) -> Session:
    """The session. Raises UnknownSessionError, or a 404 for what was never an id of ours; neither reaches the database."""
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise RefusedError(404, "not_found")
    if not TOKEN.fullmatch(token):
        raise UnknownSessionError
    return Session(open_session(face.deps, conversation_id, token), hash_of(token))


def _by_bearer(request: Request, face: TheFace, conversation_id: ConversationId) -> Session:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    session = let_in(face, conversation_id, token.strip() if scheme.lower() == "bearer" else "")
    keep_address(request, face, conversation_id)
    return session


def keep_address(request: Request, face: Face, conversation_id: str) -> None:
    """Keep where a young person writes from, where the operator has chosen to; nothing else here ever stores an address."""
    if face.settings.keep_addresses and request.method == "POST" and request.client:
        note_origin(face.deps, conversation_id, request.client.host)


TheSession = Annotated[Session, Depends(_by_bearer)]


def _its_conversation(session: TheSession) -> Conversation:
    return session.conversation


TheConversation = Annotated[Conversation, Depends(_its_conversation)]


def _acting(face: TheFace, conversation: TheConversation) -> Conversation:
    face.rates.acts.check(conversation.id)
    return conversation


# For what is done by a tap and seldom: the codes, what is passed on, deleting. Counted apart, so that nothing here can
# use up what is there for messages and for the way to a person.
ActingConversation = Annotated[Conversation, Depends(_acting)]
