"""A counsellor accepts a conversation: exactly one can, and nobody picks."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.accept import accept, ring_moved
from bot.services.errors import AlreadyTakenError, ClosedConversationError, NotAllowedError, NotWaitingError
from bot.services.find import find_conversation
from bot.services.permissions import Permission, may, require
from bot.services.ports import Deps
from bot.services.practice import may_be_given
from bot.services.records import Conversation, Counsellor
from bot.services.whose_turn import check_turn


def take_over(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """Give a waiting conversation to a counsellor, and tell the young person their name. Repeating it changes nothing.

    It must be the next for them, or be offered to them, or be the one they practise with, or they may step in anywhere.
    Raises UnknownConversationError, AlreadyTakenError, NotWaitingError, ClosedConversationError, NotNextError, PausedError,
    FullError, RestFirstError, NotAllowedError.
    """
    require(counsellor, Permission.COUNSEL)
    with deps.store.read() as tx:  # who comes too late need not wait for those who write
        conversation = find_conversation(tx, conversation_id)
        if conversation.counsellor_id != counsellor.id:
            _refuse_unless_waiting(conversation)
    with deps.store.write() as tx:
        me = tx.counsellor(counsellor.id)  # first: its lock comes before that of the conversation
        conversation = find_conversation(tx, conversation_id)
        if conversation.counsellor_id == counsellor.id:
            return conversation
        _refuse_unless_waiting(conversation)
        if not may_be_given(conversation, counsellor):
            raise NotAllowedError
        if not conversation.practice and not may(counsellor, Permission.STEP_IN):
            check_turn(deps, tx, conversation, me or counsellor)
        taken = accept(deps, tx, conversation, counsellor, Move.TAKE_OVER)
    ring_moved(deps, taken)
    return taken


def _refuse_unless_waiting(conversation: Conversation) -> None:
    if conversation.owner is Owner.COUNSELLOR:
        raise AlreadyTakenError(by=conversation.counsellor_name or "")
    if conversation.owner is Owner.CLOSED:
        raise ClosedConversationError
    if conversation.owner is not Owner.WAITING:
        raise NotWaitingError
