"""A counsellor hands a conversation back to the bot."""

from __future__ import annotations

from bot.conversation.owner import Move
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.find import find_conversation, find_own_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import note


def return_to_bot(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """Let the bot answer again, and tell the young person that the counsellor has left.

    Raises UnknownConversationError, NotOwnerError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        conversation = change_owner(tx, conversation, Move.RETURN_TO_BOT, Cause(now, counsellor, "returned"))
        note(deps, tx, conversation, "utter_person_left", name=counsellor.name)
        note_in_audit(tx, counsellor, Action.RETURN, now, conversation_id=conversation_id)
        returned = find_conversation(tx, conversation_id)
    deps.doorbell.ring("log", conversation_id, returned.last_seq)
    deps.doorbell.ring("queue", conversation_id, returned.last_seq)
    return returned
