"""Who may read what. A young person told one person, not the whole staff."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Path

from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor
from bot.conversation.owner import Owner
from bot.edge.refusals import RefusedError
from bot.edge.wire import CONVERSATION_ID
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.practice import belongs_to, may_be_given
from bot.services.status import status

_MAY_READ_ALL: Final = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


def may_read(counsellor: Counsellor, conversation: Conversation) -> bool:
    """Their own and those that wait for a person; supervisors and administrators answer for all of them."""
    if belongs_to(conversation, counsellor) or counsellor.role in _MAY_READ_ALL:
        return True
    waits = conversation.owner is Owner.WAITING and may_be_given(conversation, counsellor)
    return waits or conversation.counsellor_id == counsellor.id


def conversation_of(face: Face, counsellor: Counsellor, conversation_id: str) -> Conversation:
    """The conversation, if this counsellor may read it. Raises UnknownConversationError or the 403."""
    _check_id(conversation_id)
    conversation = status(face.deps, conversation_id).conversation
    if not may_read(counsellor, conversation):
        raise RefusedError(403, "not_yours")
    return conversation


def _check_id(conversation_id: str) -> str:
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise RefusedError(404, "not_found")
    return conversation_id


def _real_id(conversation_id: Annotated[str, Path(max_length=200)]) -> str:
    return _check_id(conversation_id)


def _readable(face: TheFace, counsellor: TheCounsellor, conversation_id: Annotated[str, Path(max_length=200)]) -> Conversation:
    return conversation_of(face, counsellor, conversation_id)


ConversationId = Annotated[str, Depends(_real_id)]  # for moves: the use case itself knows who may make them
ReadableConversation = Annotated[Conversation, Depends(_readable)]
