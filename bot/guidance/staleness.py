"""Finds helpline rows that nobody has confirmed for a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.guidance.helpline import Helpline


def stale(directory: Iterable[Helpline], today: date, months: int = 6) -> list[Helpline]:
    """Rows whose `as_of` is more than `months` calendar months back, oldest first. A year alone counts from its first day."""
    return sorted(
        (line for line in directory if _months_between(line.as_of_date(), today) >= months),
        key=lambda line: (line.as_of_date(), line.id),
    )


def _months_between(earlier: date, later: date) -> int:
    """Whole calendar months that have passed."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)
