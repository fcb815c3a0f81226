"""A counsellor hands a conversation back to the bot."""

from __future__ import annotations

from bot.conversation.owner import Move
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.find import find_conversation, find_own_conversation
from bot.services.last_words import refuse_unread
from bot.services.let_bot_answer import let_the_bot_answer
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import note


def return_to_bot(deps: Deps, conversation_id: str, counsellor: Counsellor, read_up_to: int | None = None) -> Conversation:
    """Let the bot answer again, beginning with what nobody answered, and tell the young person that the counsellor has left.

    `read_up_to`: the last message on the counsellor's screen. Raises UnknownConversationError, NotOwnerError, NotReadError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        refuse_unread(tx, conversation, read_up_to)
        conversation = change_owner(tx, conversation, Move.RETURN_TO_BOT, Cause(now, counsellor, "returned"))
        note(deps, tx, conversation, "utter_person_left", name=counsellor.name)
        let_the_bot_answer(tx, conversation)
        note_in_audit(tx, counsellor, Action.RETURN, now, conversation_id=conversation_id)
        returned = find_conversation(tx, conversation_id)
    deps.doorbell.ring("log", conversation_id, returned.last_seq)
    deps.doorbell.ring("queue", conversation_id, returned.last_seq)
    deps.doorbell.ring("work", conversation_id, returned.last_seq)
    return returned
