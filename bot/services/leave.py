"""Ends a young person's session: from here on the token opens nothing."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.change_owner import YOUNG_PERSON, Cause, change_owner
from bot.services.count import count_abandoned
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation


def leave(deps: Deps, conversation_id: str) -> None:
    """End the session. With a code it goes on without them: they keep their place, and find the answers when they come back.

    Without one nobody is left to answer, so the conversation closes, unless a person is with it or must still read it: a T0
    or T1 that waits stays in the queue, for somebody in danger may have closed the page in a hurry.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        tx.end_session(conversation_id, now)
        if not tx.has_code(conversation_id):
            tx.mark_handled(conversation_id, conversation.last_seq)
            count_abandoned(tx, conversation, now)
            if _nobody_needs_it(conversation):
                change_owner(tx, conversation, Move.CLOSE, Cause(now, YOUNG_PERSON, "left"))
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation_id, conversation.last_seq)


def _nobody_needs_it(conversation: Conversation) -> bool:
    if conversation.owner is Owner.BOT:
        return True
    return conversation.owner is Owner.WAITING and not conversation.tier.needs_person
