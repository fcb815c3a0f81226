"""A person changes how urgent a conversation is. Only a person can lower it, and only with a reason."""

from __future__ import annotations

from typing import Final

from bot.conversation.owner import Move, Owner
from bot.safety.tiers import Tier
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.change_tier import change_tier
from bot.services.errors import ClosedConversationError, NotOwnerError, ShortReasonError
from bot.services.find import find_conversation
from bot.services.incoming import clean_text
from bot.services.permissions import Permission, may
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.records_counselling import TierChange

SHORTEST_REASON: Final = 10  # characters


def set_tier(deps: Deps, conversation_id: str, counsellor: Counsellor, tier: Tier, reason: str = "") -> Conversation:
    """Raise or lower the tier; a raise to T0 or T1 calls a person as the machine's does. The same tier changes nothing.

    Whether they may read the conversation was asked before. Lowering is for its counsellor and for whoever may step in.
    Raises UnknownConversationError, ClosedConversationError, NotOwnerError, ShortReasonError, MessageTooLongError.
    """
    reason = clean_text(reason, deps.settings.max_text).strip()
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if conversation.owner is Owner.CLOSED:
            raise ClosedConversationError
        if tier == conversation.tier:
            return conversation
        lowers = tier < conversation.tier
        if lowers:
            _refuse_lowering(conversation, counsellor, reason)
        tx.add_tier_change(TierChange(conversation_id, now, counsellor.id, conversation.tier, tier, reason))
        action = Action.LOWER_TIER if lowers else Action.RAISE_TIER
        note_in_audit(tx, counsellor, action, now, conversation_id=conversation_id, about=tier.name)
        # The words of a message explain the machine's tier, not this one; nor does danger lie in what is not dangerous.
        concern = conversation.concern if tier.needs_person else None
        conversation = change_tier(tx, conversation, tier, now, counsellor.id, concern=concern, raised_by_seq=None)
        if tier.needs_person and conversation.owner is Owner.BOT:
            cause = Cause(now, counsellor, f"tier_{tier.name.lower()}")
            conversation = change_owner(tx, conversation, Move.CALL_PERSON, cause)
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation_id, conversation.last_seq)
    return conversation


def _refuse_lowering(conversation: Conversation, counsellor: Counsellor, reason: str) -> None:
    if conversation.counsellor_id != counsellor.id and not may(counsellor, Permission.STEP_IN):
        raise NotOwnerError
    if len(reason) < SHORTEST_REASON:
        raise ShortReasonError(SHORTEST_REASON)
