"""When a helpline is open: weekly opening times in the helpline's own time zone. Pure and safe across clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_AN_HOUR = 60
MINUTES_A_DAY = 24 * MINUTES_AN_HOUR
_DAYS_AHEAD = 8  # a weekly line opens again within seven days; one more covers the zone's offset


@dataclass(frozen=True, slots=True)
class Span:
    """One opening time on some weekdays. Minutes count from midnight; an end at or before the start is on the next day."""

    days: frozenset[int]  # 0 is Monday
    start: int
    end: int  # up to 1440, which is midnight at the end of the day

    @property
    def over_midnight(self) -> bool:
        """True when the span ends on the day after it starts."""
        return self.end <= self.start


@dataclass(frozen=True, slots=True)
class Hours:
    """The opening times of one helpline. Unknown times are `None` in its place, never an empty `Hours`."""

    zone: tzinfo
    spans: tuple[Span, ...] = ()
    always: bool = False

    def open_at(self, now: datetime) -> bool:
        """True when the helpline answers at this moment. `now` carries its time zone."""
        return self.always or any(start <= now < end for start, end in self._around(now))

    def next_opening(self, now: datetime) -> datetime | None:
        """When a closed helpline opens next, in its own time zone; None when it is open already."""
        if self.open_at(now):
            return None
        starts = [start for start, _ in self._around(now) if start > now]
        return min(starts).astimezone(self.zone) if starts else None

    def _around(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Openings near a moment as pairs of UTC times, from yesterday's on."""
        today = now.astimezone(self.zone).date()
        for day in (today + timedelta(days=ahead) for ahead in range(-1, _DAYS_AHEAD + 1)):
            for span in self.spans:
                if day.weekday() in span.days:
                    start = max(self._readings(day, span.start))
                    end = min(self._readings(day + timedelta(days=span.over_midnight), span.end))
                    if start < end:
                        yield start, end

    def _readings(self, day: date, minute: int) -> tuple[datetime, datetime]:
        """Both readings of a wall-clock time. They differ only where the clocks change.

        A span then starts at the later and ends at the earlier one: a young person is never sent to a line that may be shut.
        """
        at = time(minute % MINUTES_A_DAY // 60, minute % 60)
        local = datetime.combine(day + timedelta(days=minute // MINUTES_A_DAY), at, tzinfo=self.zone)
        return local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
