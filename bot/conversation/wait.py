"""How long somebody waits for a person, told so that it is true for most: from the last who were heard, in minutes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final, Protocol

from bot.conversation.owner import UNHEARD, Move

FEWEST: Final = 3  # from less nothing can be said
_STEPS: Final = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240)  # minutes as people say them
_INSIDE: Final = 0.8  # of those who waited


@dataclass(frozen=True, slots=True)
class Wait:
    """Whole minutes: "about 5 to 15"."""

    from_minutes: int
    to_minutes: int


class Moved(Protocol):
    """One line of the moves log."""

    @property
    def move(self) -> Move:
        """What happened."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def reason(self) -> str:
        """A key."""


def waits_in(moves: Sequence[Moved]) -> list[tuple[datetime, timedelta]]:
    """When one conversation was accepted and how long it had waited; `moves` oldest first.

    A counsellor who said nothing came to nobody: that wait goes on, as it did for whoever waited. Who was given back after
    words were said waits anew from there.
    """
    found: list[tuple[datetime, timedelta]] = []
    since: datetime | None = None
    before: datetime | None = None
    for one in moves:
        if one.move in {Move.TAKE_OVER, Move.STEP_IN}:
            if since is not None:
                found.append((one.at, one.at - since))
            before, since = since, None
        elif one.move is Move.PUT_BACK and one.reason.endswith(UNHEARD) and before is not None:
            found.pop()
            before, since = None, before
        else:
            before, since = None, None if one.move in {Move.RETURN_TO_BOT, Move.CLOSE} else one.at
    return found


def honest_wait(waits: Sequence[timedelta]) -> Wait | None:
    """The range that held for 80 % of those who were answered, rounded outwards; None when it cannot be said.

    The median lies within it. With few of them it goes from the shortest to the longest.
    """
    if len(waits) < FEWEST:
        return None
    minutes = sorted(wait.total_seconds() / 60 for wait in waits)
    outside = int(len(minutes) * (1 - _INSIDE) / 2 + 1e-9)  # left out at each end
    shortest, longest = minutes[outside], minutes[-1 - outside]
    if longest > _STEPS[-1]:
        return None
    low = max((step for step in _STEPS if step <= shortest), default=_STEPS[0])
    high = next(step for step in _STEPS if step >= ceil(longest) and step > low) if low < _STEPS[-1] else None
    return Wait(low, high) if high else None
