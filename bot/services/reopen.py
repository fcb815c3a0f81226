"""A conversation that was closed too early waits for a person again."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.accept import ring_moved
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.errors import NotOwnerError
from bot.services.find import find_conversation
from bot.services.permissions import Permission, may
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import note_quietly
from bot.services.transaction import Transaction


def reopen(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """Open it again, kept for a moment for whoever does it. Only the one who closed it may, or a supervisor.

    Raises UnknownConversationError, NotOwnerError, IllegalMoveError when it is not closed.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if conversation.owner is Owner.CLOSED and not _may_reopen(tx, conversation, counsellor):
            raise NotOwnerError
        has_session = tx.token_hash(conversation_id) is not None
        changes = {
            "offered_to": counsellor.id,
            "offered_until": now + deps.settings.offer,
            "ended_at": None if has_session else conversation.ended_at,
        }
        conversation = change_owner(tx, conversation, Move.REOPEN, Cause(now, counsellor, "reopened"), **changes)
        note_quietly(deps, tx, conversation, "utter_reopened", name=counsellor.name)
        note_in_audit(tx, counsellor, Action.REOPEN, now, conversation_id=conversation_id)
        opened = find_conversation(tx, conversation_id)
    ring_moved(deps, opened)
    return opened


def _may_reopen(tx: Transaction, conversation: Conversation, counsellor: Counsellor) -> bool:
    if may(counsellor, Permission.STEP_IN):
        return True
    moves = tx.owner_changes(conversation.id)
    return bool(moves) and moves[-1].by == counsellor.id
