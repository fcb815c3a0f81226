"""A counsellor accepts a conversation: exactly one can."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.change_owner import Cause, change_owner
from bot.services.errors import AlreadyTakenError, ClosedConversationError, NotAllowedError, NotWaitingError
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.practice import may_be_given
from bot.services.records import Conversation, Counsellor
from bot.services.say import is_watched, note


def take_over(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """Give a waiting conversation to a counsellor, and tell the young person their name. Repeating it changes nothing.

    Raises UnknownConversationError, AlreadyTakenError, NotWaitingError, ClosedConversationError, and NotAllowedError where
    somebody else practises in it.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if conversation.counsellor_id == counsellor.id:
            return conversation
        _refuse_unless_waiting(conversation)
        if not may_be_given(conversation, counsellor):
            raise NotAllowedError
        # What is still open is answered by the counsellor; a bot answer arriving later would talk over a person.
        tx.mark_handled(conversation_id, conversation.last_seq)
        conversation = change_owner(tx, conversation, Move.TAKE_OVER, Cause(now, counsellor, "accepted"))
        joined = "utter_person_joined_quietly" if is_watched(tx, conversation) else "utter_person_joined"
        note(deps, tx, conversation, joined, name=counsellor.name)
        taken = find_conversation(tx, conversation_id)
    deps.doorbell.ring("log", conversation_id, taken.last_seq)
    deps.doorbell.ring("queue", conversation_id, taken.last_seq)
    return taken


def _refuse_unless_waiting(conversation: Conversation) -> None:
    if conversation.owner is Owner.COUNSELLOR:
        raise AlreadyTakenError(by=conversation.counsellor_name or "")
    if conversation.owner is Owner.CLOSED:
        raise ClosedConversationError
    if conversation.owner is not Owner.WAITING:
        raise NotWaitingError
