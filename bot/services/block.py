"""Keeps people from being called for a while, where somebody abuses them. Danger always gets through."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final

from bot.conversation.owner import Move, Owner
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import Cause, change_owner
from bot.services.errors import ClosedConversationError, NotOwnerError, UrgentError
from bot.services.find import find_conversation
from bot.services.permissions import Permission, may
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.say import is_watched, note, say
from bot.services.transaction import Transaction

MOST_HOURS: Final = 720
HOURS, DAYS, OFFENDER = "utter_blocked_hours", "utter_blocked_days", "utter_blocked_offender"
SAID: Final = frozenset({HOURS, DAYS, OFFENDER})
_HOURS_A_PERSON_COUNTS: Final = 48
_SIGHT: Final = 50  # messages looked back for what was said of it before: each time it is another wording
_MANY: Final = 2  # "about 2 hours" is true of one as well


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
            note(deps, tx, conversation, "utter_person_left", name=counsellor.name)
        if not is_watched(tx, conversation):  # then they hear it when they ask
            say_blocked(deps, tx, conversation)
        conversation = find_conversation(tx, conversation_id)
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation_id, conversation.last_seq)
    return conversation


def say_blocked(deps: Deps, tx: Transaction, conversation: Conversation) -> None:
    """The fixed answer to whoever wishes for a person meanwhile: how long, who else is there, and what to do in danger."""
    until, now = conversation.blocked_until, deps.clock()
    hours = ceil((until - now) / timedelta(hours=1)) if until else 0
    said = sum(message.said.key in SAID for message in tx.messages(conversation.id, last=_SIGHT))
    if conversation.blocked_for == BlockReason.OFFENDER:
        say(deps, tx, conversation, OFFENDER, variant=said)
    elif hours <= _HOURS_A_PERSON_COUNTS:
        say(deps, tx, conversation, HOURS, variant=said, count=str(max(hours, _MANY)))
    else:
        say(deps, tx, conversation, DAYS, variant=said, count=str(ceil(hours / 24)))


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
