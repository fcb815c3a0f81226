"""Keeps people from being called for a while, where somebody abuses them. Danger always gets through."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.conversation.owner import Move, Owner
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.errors import ClosedConversationError, NotOwnerError, UrgentError
from bot.services.find import find_conversation
from bot.services.permissions import Permission, may
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor

MOST_HOURS: Final = 720


class BlockReason(StrEnum):
    """Why. Anger, swearing and hard words in distress are no reason."""

    ABUSE = "abuse"  # of staff, and it does not stop
    SPAM = "spam"
    OFFENDER = "offender"  # an adult who goes on


def is_blocked(conversation: Conversation, now: datetime) -> bool:
    """Whether a block is in force: it ends by the clock."""
    return conversation.blocked_until is not None and now < conversation.blocked_until


def block(deps: Deps, conversation_id: str, counsellor: Counsellor, reason: BlockReason, hours: int) -> Conversation:
    """Block for 1 to 720 hours. Its counsellor hands it to the bot by that; whoever may step in also blocks with the bot.

    Raises UnknownConversationError, ClosedConversationError, NotOwnerError, UrgentError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        _refuse(conversation, counsellor)
        if conversation.tier.needs_person:
            raise UrgentError
        until = now + timedelta(hours=min(max(hours, 1), MOST_HOURS))
        note_in_audit(tx, counsellor, Action.BLOCK, now, conversation_id=conversation_id, about=reason.value)
        conversation = tx.update_conversation(conversation_id, blocked_until=until, blocked_for=reason.value)
        if conversation.owner is Owner.COUNSELLOR:
            conversation = change_owner(tx, conversation, Move.RETURN_TO_BOT, Cause(now, counsellor, "blocked"))
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation_id, conversation.last_seq)
    return conversation


def unblock(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """End a block early. Whether they may read the conversation was asked before. Raises UnknownConversationError."""
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if not is_blocked(conversation, now):
            return conversation
        note_in_audit(tx, counsellor, Action.UNBLOCK, now, conversation_id=conversation_id)
        conversation = tx.update_conversation(conversation_id, blocked_until=None, blocked_for=None)
    deps.doorbell.ring("queue", conversation_id, conversation.last_seq)
    return conversation


def _refuse(conversation: Conversation, counsellor: Counsellor) -> None:
    if conversation.owner is Owner.CLOSED:
        raise ClosedConversationError
    steps_in = may(counsellor, Permission.STEP_IN) and conversation.owner is Owner.BOT
    if conversation.counsellor_id != counsellor.id and not steps_in:
        raise NotOwnerError
