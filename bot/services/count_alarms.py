"""Counts the alarms for everybody, and how long each rang until a person came."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.alarm import Alarm
from bot.safety.tiers import Tier
from bot.services.count import Measure, count, count_span
from bot.services.records import Conversation
from bot.services.transaction import Transaction


def count_rang(tx: Transaction, conversation: Conversation, alarm: Alarm) -> None:
    """A new one rings."""
    count(tx, conversation, alarm.rang_at, Measure.ALARM, alarm.tier.name)


def count_tier(tx: Transaction, conversation: Conversation, alarm: Alarm, tier: Tier) -> None:
    """It rings for another tier than before: one alarm is counted once, for the last."""
    if tier is not alarm.tier:
        count(tx, conversation, alarm.rang_at, Measure.ALARM, alarm.tier.name, -1)
        count(tx, conversation, alarm.rang_at, Measure.ALARM, tier.name)


def count_heard(tx: Transaction, conversation: Conversation, alarm: Alarm, at: datetime) -> None:
    """It stopped: counted when a counsellor has the conversation now."""
    if alarm.counsellor_id is None and conversation.counsellor_id:
        count_span(tx, conversation, at, Measure.HEARD, at - alarm.rang_at, tier=alarm.tier)


def count_in_vain(tx: Transaction, conversation: Conversation, alarm: Alarm) -> None:
    """Whoever accepted it said nothing, and it rings again: it was not heard after all."""
    if alarm.stopped_at:
        span = alarm.stopped_at - alarm.rang_at
        count_span(tx, conversation, alarm.stopped_at, Measure.HEARD, span, by=-1, tier=alarm.tier)
