"""Says a helpline's opening times in the words of data/copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.guidance.hours import DAYS, MINUTES_A_DAY, Hours, Span
from bot.guidance.placeholders import fill

# The interface words a helpline card needs, without `ui_`.
WORDS = (
    *("hours_always", "hours_range", "hours_closed", "hours_unknown", "hours_midnight"),
    *("days_all", "days_range", "day_today", "day_tomorrow"),
    *(f"day_{day}" for day in DAYS),
)


def say_hours(hours: Hours | None, now: datetime, words: Mapping[str, str]) -> str:
    """One short sentence; `words` are the interface words of a copy book, without `ui_`."""
    if hours is None:
        return words["hours_unknown"]
    if hours.always:
        return words["hours_always"]
    opens = hours.next_opening(now)
    if opens is not None:
        return fill(words["hours_closed"], {"day": _day(opens, now.astimezone(hours.zone), words), "from": f"{opens:%H:%M}"})
    return ". ".join(_range(span, words) for span in hours.spans)


def opening_values(hours: Hours | None, now: datetime, words: Mapping[str, str]) -> dict[str, str]:
    """What fills {opens_day} and {opens_time} while the service is closed; nothing while it is open, or its hours unknown."""
    opens = hours.next_opening(now) if hours else None
    if hours is None or opens is None:
        return {}
    return {"opens_day": _day(opens, now.astimezone(hours.zone), words), "opens_time": f"{opens:%H:%M}"}


def _day(opens: datetime, now: datetime, words: Mapping[str, str]) -> str:
    """Today and tomorrow as the helpline's own calendar has them, otherwise the weekday."""
    if opens.date() == now.date():
        return words["day_today"]
    if opens.date() == now.date() + timedelta(days=1):
        return words["day_tomorrow"]
    return words[f"day_{DAYS[opens.weekday()]}"]


def _range(span: Span, words: Mapping[str, str]) -> str:
    said = {"days": _days(span.days, words), "from": _clock(span.start, words), "to": _clock(span.end, words)}
    return fill(words["hours_range"], said)


def _clock(minute: int, words: Mapping[str, str]) -> str:
    return words["hours_midnight"] if minute in (0, MINUTES_A_DAY) else f"{minute // 60:02}:{minute % 60:02}"


def _days(days: frozenset[int], words: Mapping[str, str]) -> str:
    """Runs of days, so that mon-fri reads as one thing."""
    if len(days) == len(DAYS):
        return words["days_all"]
    return ", ".join(_run(first, last, words) for first, last in _runs(sorted(days)))


def _runs(days: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _run(first: int, last: int, words: Mapping[str, str]) -> str:
    names = words[f"day_{DAYS[first]}"], words[f"day_{DAYS[last]}"]
    return names[0] if first == last else fill(words["days_range"], {"first": names[0], "last": names[1]})
