"""Who may read what. A young person told one person, not the whole staff."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Path

from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor
from bot.edge.refusals import RefusedError
from bot.edge.wire import CONVERSATION_ID
from bot.services.ports import Conversation, Counsellor
from bot.services.reading import find_readable

ONE: Final = "/api/conversations/{conversation_id}"  # where everything about one conversation is


def conversation_of(face: Face, counsellor: Counsellor, conversation_id: str) -> Conversation:
    """The conversation, if this counsellor may read it. Raises UnknownConversationError, NotReadableError."""
    _check_id(conversation_id)
    return find_readable(face.deps, conversation_id, counsellor)


def _check_id(conversation_id: str) -> str:
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise RefusedError(404, "not_found")
    return conversation_id


async def _real_id(conversation_id: Annotated[str, Path(max_length=200)]) -> str:
    return _check_id(conversation_id)


def _readable(face: TheFace, counsellor: TheCounsellor, conversation_id: Annotated[str, Path(max_length=200)]) -> Conversation:
    return conversation_of(face, counsellor, conversation_id)


ConversationId = Annotated[str, Depends(_real_id)]  # for moves: the use case itself knows who may make them
ReadableConversation = Annotated[Conversation, Depends(_readable)]
