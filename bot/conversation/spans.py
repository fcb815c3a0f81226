"""Spans of time counted in buckets: enough for "half of them within 45 seconds", and nobody's own wait is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.safety.tiers import Tier

# Seconds, the upper edge of each bucket. Close together where the targets are, so that a share can be told exactly there.
BOUNDS: Final = (10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1200, 1800, 2700, 3600, 7200, 14_400, 28_800, 86_400)
LONGER: Final = "longer"

# Seconds in which a person should have come. T3 and T4 have no clock: they are answered the same day.
TARGETS: Final[Mapping[Tier, int]] = {Tier.T0: 60, Tier.T1: 5 * 60, Tier.T2: 15 * 60}


@dataclass(frozen=True, slots=True)
class Within:
    """At most so many seconds; `longer`: more than that, and nobody knows how much."""

    seconds: int
    longer: bool = False


def bucket_of(span: timedelta) -> str:
    """The bucket that a span falls into, by its upper edge in seconds. A clock that was set back makes it the first."""
    seconds = span.total_seconds()
    return next((str(bound) for bound in BOUNDS if seconds <= bound), LONGER)


def within(buckets: Mapping[str, int], share: float) -> Within | None:
    """The edge below which at least this share of all spans lies; None when there are none."""
    total = sum(buckets.values())
    if total == 0:
        return None
    so_far = 0
    for bound in BOUNDS:
        so_far += buckets.get(str(bound), 0)
        if so_far >= share * total:
            return Within(bound)
    return Within(BOUNDS[-1], longer=True)


def count_within(buckets: Mapping[str, int], seconds: int) -> int:
    """How many spans were at most that long. `seconds` has to be an edge: else nobody could say."""
    if seconds not in BOUNDS:
        raise ValueError(f"{seconds} s is no edge of a bucket: add it to BOUNDS.")
    return sum(buckets.get(str(bound), 0) for bound in BOUNDS if bound <= seconds)
