"""The rows of what supervisors see, as plain values: counts, and second readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.safety.tiers import Tier


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often something happened on a day of the operator's. Nothing in it leads to a conversation."""

    day: date
    measure: str  # a Measure of bot/services/count.py
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the statistics hold of one conversation already, so that nothing is counted twice."""

    conversation_id: str
    ended_at: datetime | None = None  # None: not over yet
    up_to_seq: int = 0
    tier: Tier | None = None  # None: they never wrote
    country: str | None = None
    abandoned_since: datetime | None = None  # the beginning of the wait that was counted as abandoned


@dataclass(frozen=True, slots=True)
class Review:
    """A conversation that is read again by somebody who does not know what was found in it."""

    conversation_id: str
    drawn_at: datetime
    why: str  # "urgent", or "sample"
    found_tier: Tier
    rated_at: datetime | None = None
    rated_by: str | None = None  # a counsellor's id
    rated_tier: Tier | None = None

    @property
    def missed(self) -> bool:
        """Whether the reader found more than had been found."""
        return self.rated_tier is not None and self.rated_tier > self.found_tier
