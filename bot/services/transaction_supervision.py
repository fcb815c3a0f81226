"""What can be done with counts and second readings inside one transaction. Implemented by bot.store; no method decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.conversation.message import Message
from bot.services.records_supervision import Counted, DayCount, Review


class StatisticRows(Protocol):
    """Counts a day, and what of each conversation is in them."""

    def day_of(self, at: datetime) -> date:
        """The day of the operator's in which a moment lies."""

    def count(self, at: datetime, measure: str, key: str, by: int = 1) -> None:
        """Add to a count of the day in which the moment lies."""

    def statistics(self, first: date, last: date, measure: str | None = None) -> Sequence[DayCount]:
        """All counts from one day to another, both included, oldest first; or those of one measure."""

    def statistics_sum(self, first: date, last: date) -> Sequence[tuple[str, str, int]]:
        """Measure, key and count of all these days together."""

    def counted(self, conversation_id: str) -> Counted:
        """What is counted of a conversation; an empty one where nothing is."""

    def save_counted(self, counted: Counted) -> None:
        """Replace what is counted of a conversation."""

    def uncounted(self, quiet_since: datetime, limit: int) -> Sequence[str]:
        """Ids of conversations, without practice, that are closed or have been quiet since then, and not counted to their end."""

    def heard_since(self, conversation_id: str, after_seq: int) -> Sequence[Message]:
        """The young person's messages after a number, in order."""

    def heard_at(self, conversation_id: str) -> datetime | None:
        """When the young person last wrote."""


class ReviewRows(Protocol):
    """Conversations that are read again."""

    def review(self, conversation_id: str) -> Review | None:
        """That of one conversation; in a writing transaction the row stays locked until the end."""

    def save_review(self, review: Review) -> None:
        """Store it, or replace the one of the same conversation."""

    def count_unrated(self) -> int:
        """How many wait."""

    def reviews(self, *, rated: bool, limit: int = 200) -> Sequence[Review]:
        """Those that wait, the first drawn first; or those that are rated, the last rated first."""
