"""Counts what happens, a day, in the same transaction as it happens. Nothing in a count leads to a conversation.

Practice is never counted. What can only be said of a conversation when it is over is in count_ending.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.conversation.owner import UNHEARD, Move, Owner
from bot.conversation.spans import bucket_of
from bot.conversation.wait import waits_in
from bot.safety.tiers import Tier
from bot.services.records import Conversation, OwnerChange
from bot.services.transaction import Transaction

ALL: Final = "all"
_UNCLEAR: Final = "utter_unclear"  # what begins so says that nothing was understood
_ENDS_OR_RENEWS_A_WAIT: Final = frozenset({Move.TAKE_OVER, Move.STEP_IN, Move.PUT_BACK})


class Measure(StrEnum):
    """Everything that is counted, and what its keys are."""

    BEGUN = "begun"  # "all"
    ENDED = "ended"  # "wrote", or "silent": they began and never wrote
    TIER = "tier"  # the highest of those who wrote: "T0" …
    LANGUAGE = "language"  # of those who wrote: "en" …
    COUNTRY = "country"  # of those who wrote: "GB" … or "unknown"
    SITUATION = "situation"  # once a conversation: "A01" …
    MOVE = "move"  # a Move of bot/conversation/owner.py
    PUT_BACK = "put_back"  # the reason key
    WAIT = "wait"  # until a counsellor accepted who then said something: tier and bucket, "T0:60"
    ABANDONED = "abandoned"  # the tier of who left, or was silent for long, before somebody came
    ANSWER = "answer"  # from acceptance to the counsellor's first words: "T0:60"
    REPLY = "reply"  # of the bot: "clear", "unclear", or "safe": the fixed answer
    ALARM = "alarm"  # the tier it rang for
    HEARD = "heard"  # from the ring to acceptance: "T0:60"
    REVIEW = "review"  # the tier that was found and the one a second reader gave: "T3:T1"


def count(tx: Transaction, conversation: Conversation, at: datetime, measure: Measure, key: str = ALL, by: int = 1) -> None:
    """Add to the count of a day, unless it is practice."""
    if not conversation.practice:
        tx.count(at, measure.value, key, by)


def count_span(
    tx: Transaction,
    conversation: Conversation,
    at: datetime,
    measure: Measure,
    span: timedelta,
    *,
    by: int = 1,
    tier: Tier | None = None,
) -> None:
    """Count a span of time in its bucket, by the tier of the conversation or the one given."""
    count(tx, conversation, at, measure, pair((conversation.tier if tier is None else tier).name, bucket_of(span)), by)


def pair(first: str, second: str) -> str:
    """Two keys as one."""
    return f"{first}:{second}"


def count_move(tx: Transaction, conversation: Conversation, change: OwnerChange) -> None:
    """Count a change of hands, before it is in the moves log. `conversation` is as it was before the move."""
    count(tx, conversation, change.at, Measure.MOVE, change.move.value)
    if change.move is Move.PUT_BACK:
        count(tx, conversation, change.at, Measure.PUT_BACK, change.reason.removesuffix(UNHEARD))
    if change.move in _ENDS_OR_RENEWS_A_WAIT:
        moves = tx.owner_changes(conversation.id)
        before, after = waits_in(moves), waits_in([*moves, change])
        for at, span in after[len(before) :]:
            count_span(tx, conversation, at, Measure.WAIT, span)
        for at, span in before[len(after) :]:  # nobody had come after all: the wait goes on
            count_span(tx, conversation, at, Measure.WAIT, span, by=-1)


def count_first_words(tx: Transaction, conversation: Conversation, at: datetime) -> None:
    """Count how long a counsellor took for the first words, when these are the first. `conversation` is as it was before them."""
    if conversation.accepted_at and conversation.answered_at is None:
        count_span(tx, conversation, at, Measure.ANSWER, at - conversation.accepted_at)


def count_reply(tx: Transaction, conversation: Conversation, at: datetime, keys: Iterable[str | None]) -> None:
    """Count one answer of the brain, which may be several messages with these copy keys."""
    unclear = any(key and key.startswith(_UNCLEAR) for key in keys)
    count(tx, conversation, at, Measure.REPLY, "unclear" if unclear else "clear")


def count_abandoned(tx: Transaction, conversation: Conversation, at: datetime) -> bool:
    """Count, once for each wait, that they were gone before somebody came. False where nobody waits, or it was counted."""
    if conversation.practice or conversation.owner is not Owner.WAITING:
        return False
    known = tx.counted(conversation.id)
    if known.abandoned_since is not None and known.abandoned_since == conversation.waiting_since:
        return False
    count(tx, conversation, at, Measure.ABANDONED, conversation.tier.name)
    tx.save_counted(replace(known, abandoned_since=conversation.waiting_since))
    return True
