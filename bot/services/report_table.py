"""What a report is made of: tables, and the counts they are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.conversation.spans import BOUNDS, Within, within
from bot.safety.tiers import Tier
from bot.services.count import ALL, Measure

LONGER: Final = f">{BOUNDS[-1]}"
TIERS: Final = tuple(sorted(Tier, reverse=True))
_FEWEST_FOR_NINETY: Final = 10  # among fewer, "nine of ten" would be one person's own time

Cell = str | int | None  # None: hidden, because it or another one is small. "": there is nothing to say


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under the names of columns. The first column is the key of the row."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def numeric(cell: Cell) -> int | None:
    """The number in a cell, None where it is hidden or there is none."""
    return cell if isinstance(cell, int) else None


class Tally:
    """The counts of the period, by measure and key. What was taken back of another period never makes a number negative."""

    def __init__(self, found: Iterable[tuple[str, str, int]]) -> None:
        self._of: dict[str, Counter[str]] = {}
        for measure, key, count in found:
            if count > 0:
                self._of.setdefault(measure, Counter())[key] += count

    def of(self, measure: Measure) -> dict[str, int]:
        """How often each key was counted."""
        return dict(self._of.get(measure, {}))

    def one(self, measure: Measure, key: str = ALL) -> int:
        """How often one key was counted."""
        return self.of(measure).get(key, 0)

    def by_tier(self, measure: Measure) -> dict[str, int]:
        """Nought for tiers that were not counted."""
        found = self.of(measure)
        return {tier.name: found.get(tier.name, 0) for tier in TIERS}

    def paired(self, measure: Measure, first: str) -> dict[str, int]:
        """The second halves of keys that begin with `first`."""
        found = self.of(measure)
        return {key.partition(":")[2]: count for key, count in found.items() if key.partition(":")[0] == first}


def middle(told: int | None, buckets: Mapping[str, int]) -> tuple[Cell, Cell]:
    """The median and the ninth of ten, where as many are told as it takes not to tell one person's own time."""
    if told is None:
        return None, None
    if told == 0:
        return "", ""
    return _seconds(within(buckets, 0.5)), _seconds(within(buckets, 0.9)) if told >= _FEWEST_FOR_NINETY else None


def _seconds(found: Within | None) -> Cell:
    if found is None:
        return ""
    return LONGER if found.longer else found.seconds


def percent(part: int | None, rest: int | None) -> Cell:
    """Only of numbers that are told: then it says nothing new."""
    if part is None or rest is None:
        return None
    return round(100 * part / (part + rest)) if part + rest else ""
