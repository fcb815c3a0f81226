"""Who may read what. A young person told one person, not the whole staff."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path

from bot.console.face import Face, TheFace
from bot.console.session import TheCounsellor
from bot.conversation.owner import Owner
from bot.edge.refusals import RefusedError
from bot.edge.wire import CONVERSATION_ID
from bot.services.audit import Action, note_in_audit
from bot.services.permissions import Permission, may
from bot.services.ports import Conversation, Counsellor
from bot.services.status import status


def may_read(counsellor: Counsellor, conversation: Conversation) -> bool:
    """Their own and those that wait for a person; some roles answer for all of them."""
    mine = conversation.counsellor_id == counsellor.id
    return mine or conversation.owner is Owner.WAITING or may(counsellor, Permission.READ_ALL)


def conversation_of(face: Face, counsellor: Counsellor, conversation_id: str) -> Conversation:
    """The conversation, if this counsellor may read it. Raises UnknownConversationError or the 403, which is logged."""
    _check_id(conversation_id)
    conversation = status(face.deps, conversation_id).conversation
    if not may_read(counsellor, conversation):
        with face.deps.store.write() as tx:
            note_in_audit(tx, counsellor, Action.READ_REFUSED, face.deps.clock(), conversation_id=conversation.id)
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
