"""The moment from which a counsellor has a conversation: shared by accepting it and by stepping in."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import note_quietly
from bot.services.transaction import Transaction


def accept(deps: Deps, tx: Transaction, conversation: Conversation, counsellor: Counsellor, move: Move) -> Conversation:
    """Make the move, tell the young person who is with them, and log it. Ring "log" and "queue" after the transaction."""
    now = deps.clock()
    before = conversation
    # What is still open is answered by the counsellor; a bot answer arriving later would talk over a person.
    tx.mark_handled(conversation.id, conversation.last_seq)
    reason = "accepted" if move is Move.TAKE_OVER else "stepped_in"
    conversation = change_owner(tx, conversation, move, Cause(now, counsellor, reason))
    note_quietly(deps, tx, conversation, _told(before), name=counsellor.name)
    action = Action.ACCEPT if move is Move.TAKE_OVER else Action.STEP_IN
    note_in_audit(tx, counsellor, action, now, conversation_id=conversation.id, about=before.counsellor_id)
    return find_conversation(tx, conversation.id)


def ring_moved(deps: Deps, conversation: Conversation) -> None:
    """Tell the page and the consoles that a conversation has changed hands."""
    deps.doorbell.ring("log", conversation.id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation.id, conversation.last_seq)


def _told(before: Conversation) -> str:
    """Who was passed from one person to another is not greeted as if nobody had been there."""
    passed_on = before.owner is Owner.COUNSELLOR or before.offered_to is not None
    return "utter_person_took_over" if passed_on else "utter_person_joined"
