"""Counts of feedback, a row for each day and answer: nothing in them leads to a conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import and_, insert, select, update

from bot.conversation.feedback import Answer, Counts, month_of
from bot.store import schema
from bot.store.rows import Rows

_TABLE: Final = schema.feedback
_TALKS: Final = schema.conversations


class Feedback(Rows):
    """Implements bot.services.transaction.FeedbackRows."""

    def count_feedback(self, conversation_id: str, day: date, answer: Answer) -> None:
        """Count one answer. The conversation remembers that it gave one, not which."""
        unasked = and_(_TALKS.c.id == conversation_id, _TALKS.c.feedback_given.is_(False))
        if self._connection.execute(update(_TALKS).where(unasked).values(feedback_given=True)).rowcount == 0:
            return
        here = and_(_TABLE.c.day == day.isoformat(), _TABLE.c.answer == answer.value)
        if self._connection.execute(update(_TABLE).where(here).values(count=_TABLE.c.count + 1)).rowcount == 0:
            self._connection.execute(insert(_TABLE), {"day": day.isoformat(), "answer": answer.value, "count": 1})

    def feedback(self) -> Sequence[Counts]:
        """How often each answer was given in each month, oldest first."""
        months: dict[str, dict[Answer, int]] = defaultdict(lambda: dict.fromkeys(Answer, 0))
        for row in self._connection.execute(select(_TABLE.c.day, _TABLE.c.answer, _TABLE.c["count"])):
            months[month_of(date.fromisoformat(row[0]))][Answer(row[1])] += row[2]
        return [Counts(month, months[month]) for month in sorted(months)]
