"""Ends a conversation for good."""

from __future__ import annotations

from bot.conversation.owner import Move
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.find import find_conversation, find_own_conversation
from bot.services.last_words import refuse_unread
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import note


def close(deps: Deps, conversation_id: str, counsellor: Counsellor, read_up_to: int | None = None) -> Conversation:
    """Close a conversation, which only its own counsellor may: nobody closes on a young person who waits.

    The session stays valid, so that the young person still sees the last words. `read_up_to`: the last message on the
    counsellor's screen. Raises UnknownConversationError, NotOwnerError, NotReadError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        refuse_unread(tx, conversation, read_up_to)
        cause = Cause(now, counsellor, "closed_by_counsellor")
        conversation = change_owner(tx, conversation, Move.CLOSE, cause, ended_at=conversation.ended_at or now)
        tx.mark_handled(conversation_id, conversation.last_seq)
        note(deps, tx, conversation, "utter_closed", name=counsellor.name)
        note_in_audit(tx, counsellor, Action.CLOSE, now, conversation_id=conversation_id)
        closed = find_conversation(tx, conversation_id)
    deps.doorbell.ring("log", conversation_id, closed.last_seq)
    deps.doorbell.ring("queue", conversation_id, closed.last_seq)
    return closed
