"""Keeps the alarm of a conversation in step with how urgent it is and who has it, in the same transaction as either changes.

Called by change_owner and change_tier, the only two places where these change, so that no way to wait can forget to ring.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.conversation.alarm import Alarm, should_ring
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.count_alarms import count_heard, count_in_vain, count_rang, count_tier
from bot.services.records import Conversation
from bot.services.transaction import Transaction

_DUTY_AGAIN: Final = {"duty_at": None, "mailed_at": None, "posted_at": None, "duty_tries": 0, "duty_next_at": None}
_FROM_THE_START: Final = {**_DUTY_AGAIN, "supervisors_at": None}


def keep_alarm(tx: Transaction, before: Conversation, after: Conversation, at: datetime, by: str) -> None:
    """Ring, go on ringing, or stop. `by`: who made the change, a counsellor's id or a key."""
    ringing = tx.open_alarm(after.id)
    if should_ring(after.owner, after.tier):
        _ring_for_all(tx, before, after, ringing, at)
    elif before.counsellor_id is not None and after.counsellor_id == before.counsellor_id:
        _keep_own(tx, before, after, ringing, at, by)
    elif ringing:
        tx.update_alarm(ringing, stopped_at=at, accepted_by=after.counsellor_id)
        count_heard(tx, after, ringing, at)


def ring_own(tx: Transaction, conversation: Conversation, tier: Tier, at: datetime) -> None:
    """Ring in the consoles of the counsellor who has it, until they answer or say that they have seen it."""
    ringing = tx.open_alarm(conversation.id)
    if ringing is None:
        tx.add_alarm(conversation.id, tier, at, conversation.counsellor_id)
    elif tier > ringing.tier:
        tx.update_alarm(ringing, tier=tier, **_FROM_THE_START)


def stop_own(tx: Transaction, conversation: Conversation, at: datetime) -> bool:
    """The counsellor who has it knows: whether it rang."""
    ringing = tx.open_alarm(conversation.id)
    if ringing is None or ringing.counsellor_id is None:
        return False
    tx.update_alarm(ringing, stopped_at=at, accepted_by=conversation.counsellor_id)
    return True


def _ring_for_all(tx: Transaction, before: Conversation, after: Conversation, ringing: Alarm | None, at: datetime) -> None:
    if ringing and ringing.counsellor_id is None:
        count_tier(tx, after, ringing, after.tier)
        if after.tier > ringing.tier:
            tx.update_alarm(ringing, tier=after.tier, **_FROM_THE_START)  # it rang for less: everybody is told anew
        elif after.tier < ringing.tier:
            tx.update_alarm(ringing, tier=after.tier)
        return
    if ringing:
        tx.update_alarm(ringing, stopped_at=at)
    last = tx.last_alarm(after.id)
    if last and _was_in_vain(before, last):
        count_in_vain(tx, after, last)
        count_tier(tx, after, last, after.tier)
        tx.update_alarm(last, tier=after.tier, stopped_at=None, accepted_by=None, **_DUTY_AGAIN)
    else:
        count_rang(tx, after, tx.add_alarm(after.id, after.tier, at))


def _was_in_vain(before: Conversation, last: Alarm) -> bool:
    """Whether it was accepted by somebody who then said nothing: then it is the same alarm, and its time runs on."""
    silent = before.owner is Owner.COUNSELLOR and before.answered_at is None
    return silent and last.accepted_by == before.counsellor_id


def _keep_own(tx: Transaction, before: Conversation, after: Conversation, ringing: Alarm | None, at: datetime, by: str) -> None:
    if after.tier > before.tier and after.tier.needs_person and by != after.counsellor_id:
        ring_own(tx, after, after.tier, at)
    elif ringing and not after.tier.needs_person:
        tx.update_alarm(ringing, stopped_at=at, accepted_by=after.counsellor_id)
