"""Hides small numbers in a table, and others with them where the total would give them away. Pure.

The rule looks at nothing but the numbers themselves. So whoever sees a table and knows the rule cannot tell which of the
hidden numbers stands in which place: exchange any two of them, and the same table is told. As long as two of them differ, none
can be worked out. What is left when all that is told is taken from the total is a number of at least five, too.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

SMALLEST: Final = 5  # a number below it, other than nought, is not told

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Parts(Generic[Key]):
    """The parts of a whole as they may be told: None where a number is hidden."""

    parts: Mapping[Key, int | None]
    total: int | None


def tell(count: int) -> int | None:
    """A number that stands alone, and is no part of anything that is told."""
    return None if 0 < count < SMALLEST else count


def tell_parts(counts: Mapping[Key, int]) -> Parts[Key]:
    """The parts of one whole, whose total is told or known from elsewhere."""
    return tell_ways([counts])[0]


def tell_ways(ways: Sequence[Mapping[Key, int]]) -> tuple[Parts[Key], ...]:
    """The same whole divided in several ways, such as by tier and by language: all of them have the same total.

    Where one way cannot be told together with the total, no way is told: each of the others would tell the total.
    """
    totals = {sum(counts.values()) for counts in ways}
    if len(totals) > 1:
        raise ValueError(f"These are not parts of the same whole: they add up to {sorted(totals)}.")
    hidden = [_hidden(counts) for counts in ways]
    if any(one is None for one in hidden) or any(0 < total < SMALLEST for total in totals):
        return tuple(Parts({key: None if count else 0 for key, count in counts.items()}, None) for counts in ways)
    return tuple(
        Parts({key: None if key in (one or ()) else count for key, count in counts.items()}, sum(counts.values()))
        for counts, one in zip(ways, hidden, strict=True)
    )


def _hidden(counts: Mapping[Key, int]) -> set[Key] | None:
    """Which parts are hidden when the total is known; None when that does not help, because all parts are equal."""
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST}
    while hidden and (len({counts[key] for key in hidden}) == 1 or sum(counts[key] for key in hidden) < SMALLEST):
        told = {count for key, count in counts.items() if key not in hidden}
        if not told:
            return None
        # All that are equally small, not one of them: which one it was would depend on more than the numbers. Noughts last.
        smallest = min(told, key=lambda count: (count == 0, count))
        hidden |= {key for key, count in counts.items() if count == smallest}
    return hidden
