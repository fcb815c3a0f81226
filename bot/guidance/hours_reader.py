"""Reads the `hours:` of a helpline row into `Hours`."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Any

from bot.guidance.hours import DAYS, MINUTES_A_DAY, MINUTES_AN_HOUR, Hours, Span

_SHAPE = (
    'Write `{always: true}`, a list such as `[{days: mon-fri, from: "10:00", to: "16:00"}]`, or leave `hours` out when unknown.'
)
_CLOCK = re.compile(r"(\d\d):(\d\d)")


class HoursShapeError(ValueError):
    """The value of `hours:` is none of the three shapes. The text says how to write it."""


def read_hours(value: Any, zone: tzinfo) -> Hours | None:
    """None stays None: unknown hours are not the same as open all day."""
    if value is None:
        return None
    if value == {"always": True}:
        return Hours(zone, always=True)
    if not isinstance(value, list) or not value:
        raise HoursShapeError(_SHAPE)
    return Hours(zone, tuple(_span(item) for item in value))


def _span(item: Any) -> Span:
    if not isinstance(item, dict) or set(item) != {"days", "from", "to"}:
        raise HoursShapeError(_SHAPE)
    start, end = _minute(item["from"]), _minute(item["to"])
    if start == MINUTES_A_DAY:
        raise HoursShapeError('An opening time cannot start at "24:00"; use "00:00" of the next day.')
    if start == end:
        raise HoursShapeError('An opening time cannot end when it starts; a whole day is "00:00" to "24:00".')
    return Span(_days(item["days"]), start, end)


def _days(value: Any) -> frozenset[int]:
    """`mon`, `mon-fri`, `fri-mon` or `mon, wed-thu`."""
    found: set[int] = set()
    for part in str(value).split(","):
        first, _, last = part.strip().partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise HoursShapeError(f"Days are {', '.join(DAYS)}, alone or as mon-fri.")
        start = DAYS.index(first)
        length = (DAYS.index(last or first) - start) % len(DAYS)
        found.update((start + step) % len(DAYS) for step in range(length + 1))
    return frozenset(found)


def _minute(value: Any) -> int:
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None  # unquoted, YAML reads 10:00 as the number 600
    minute = int(match[1]) * 60 + int(match[2]) if match else -1
    if match is None or int(match[2]) >= MINUTES_AN_HOUR or not 0 <= minute <= MINUTES_A_DAY:
        raise HoursShapeError('Times are quoted and have two digits each, "00:00" to "24:00".')
    return minute
