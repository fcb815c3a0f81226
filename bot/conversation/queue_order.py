"""Who is next: the most urgent first, and among equals who has waited longest; practice after everybody real. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.safety.tiers import Tier


class Waiting(Protocol):
    """What the order looks at."""

    @property
    def id(self) -> str:
        """Breaks ties, so that everybody sees the same order."""

    @property
    def practice(self) -> bool:
        """Whether it is made up, for training."""

    @property
    def tier(self) -> Tier:
        """How urgent it is."""

    @property
    def waiting_since(self) -> datetime | None:
        """Since when a person is wanted."""


Someone = TypeVar("Someone", bound=Waiting)


def in_order(waiting: Iterable[Someone]) -> list[Someone]:
    """Sort those who wait for a person."""
    return sorted(waiting, key=lambda one: (one.practice, -one.tier, one.waiting_since is None, one.waiting_since, one.id))
