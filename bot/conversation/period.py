"""A stretch of whole days, and how it is cut for a line that can be read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_DAYS_AS_DAYS: Final = 31  # more points than that are a fence
_DAYS_AS_WEEKS: Final = 183
_ENOUGH: Final = 10  # in a part, on average: twice the smallest number that is told


class Step(StrEnum):
    """How long one part is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def step_for(self, total: int) -> Step:
        """How to cut it: not into more parts than one can read, nor into parts so small that most could not be told.

        Looks at nothing but the total, which is told: so the choice itself tells nothing.
        """
        finest = Step.DAY if self.days <= _DAYS_AS_DAYS else Step.WEEK if self.days <= _DAYS_AS_WEEKS else Step.MONTH
        steps = list(Step)[list(Step).index(finest) :]
        return next((step for step in steps if total >= _ENOUGH * len(self.parts(step))), steps[-1])

    def parts(self, step: Step) -> tuple[Period, ...]:
        """Its days, its weeks from Monday to Sunday, or its months; the first and the last may be shorter."""
        found, first = [], self.first
        while first <= self.last:
            last = min(_end(first, step), self.last)
            found.append(Period(first, last))
            first = last + timedelta(days=1)
        return tuple(found)


def _end(day: date, step: Step) -> date:
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return day + timedelta(days=6 - day.weekday())
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
