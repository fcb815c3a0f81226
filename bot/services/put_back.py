"""A counsellor gives a conversation up: it waits in its old place again, and the young person is told."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.owner import UNHEARD, Move
from bot.services.accept import ring_moved
from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.find import find_conversation, find_own_conversation
from bot.services.let_bot_answer import let_the_bot_answer
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import note_quietly
from bot.services.transaction import Transaction

_HAD_TO_LEAVE = "utter_person_had_to_leave"


def put_back(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """Put their own back into the queue. Raises UnknownConversationError, NotOwnerError."""
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        waiting = put_back_in(deps, tx, conversation, counsellor, "put_back")
    ring_moved(deps, waiting)
    deps.doorbell.ring("work", waiting.id, waiting.last_seq)
    return waiting


def put_back_in(deps: Deps, tx: Transaction, conversation: Conversation, by: Counsellor | str, reason: str) -> Conversation:
    """The same within a transaction, also by the system. `reason` is a key; no word of it blames anybody.

    Ring "log", "queue" and "work" after the transaction.
    """
    now = deps.clock()
    had_it, name = conversation.counsellor_id, conversation.counsellor_name or ""
    conversation = change_owner(tx, conversation, Move.PUT_BACK, why_put_back(conversation, now, by, reason))
    let_the_bot_answer(tx, conversation)
    note_quietly(deps, tx, conversation, _HAD_TO_LEAVE, name=name)
    note_in_audit(tx, by, Action.PUT_BACK, now, conversation_id=conversation.id, about=had_it if by == SYSTEM else None)
    return find_conversation(tx, conversation.id)


def why_put_back(conversation: Conversation, now: datetime, by: Counsellor | str, reason: str) -> Cause:
    """The cause, which tells whether the young person had heard a word from the counsellor."""
    return Cause(now, by, reason if conversation.answered_at else f"{reason}{UNHEARD}")
