"""Reads the days of a report as people write them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.conversation.period import Period
from bot.services.errors import ServiceError

LONGEST: Final = 366  # days
_USUAL: Final = 28  # days: four of each day of the week
_EARLIEST: Final = date.min + timedelta(days=_USUAL)  # so that a calendar that begins in the year 1 has room for them


class BadPeriodError(ServiceError):
    """The days of a report cannot be used. The text says which, and what to write instead."""

    code = "bad_period"


def read_period(first: str | None, last: str | None, today: date) -> Period:
    """From the first to the last day, both written 2026-03-01. Without `last` up to yesterday, without `first` four weeks.

    The day that is running is not told: who reads it again and again would see one conversation come in. Raises BadPeriodError.
    """
    newest = today - timedelta(days=1)
    end = _day("to", last) if last else newest
    begin = _day("from", first) if first else max(end, _EARLIEST) - timedelta(days=_USUAL - 1)
    if end > newest:
        raise BadPeriodError(f"`to` is {end}: that day is not over. The newest day that can be told is {newest}.")
    if begin > end:
        raise BadPeriodError(f"`from` ({begin}) is after `to` ({end}). Exchange them.")
    if (end - begin).days >= LONGEST:
        raise BadPeriodError(f"{begin} to {end} is longer than a year. Choose at most {LONGEST} days.")
    return Period(begin, end)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadPeriodError(f"`{name}` is no day. Write year, month and day as in 2026-03-01.") from None
