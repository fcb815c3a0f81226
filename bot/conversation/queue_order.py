"""Who is next: somebody real, the most urgent first, and among equals who was passed on, then who has waited longest. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from bot.safety.tiers import Tier


class Waiting(Protocol):
    """What the order looks at."""

    @property
    def id(self) -> str:
        """Breaks ties, so that everybody sees the same order."""

    @property
    def tier(self) -> Tier:
        """How urgent it is."""

    @property
    def waiting_since(self) -> datetime | None:
        """Since when a person is wanted."""

    @property
    def offered_to(self) -> str | None:
        """Set when a counsellor passed it on: it was a person's turn already, so it goes before its equals."""

    @property
    def practice(self) -> bool:
        """Made up, so nobody real waits behind it."""


class Place(NamedTuple):
    """No more than the order looks at: a thousand pages ask for it."""

    id: str
    tier: Tier
    waiting_since: datetime | None
    offered_to: str | None
    practice: bool


Someone = TypeVar("Someone", bound=Waiting)


def in_order(waiting: Iterable[Someone]) -> list[Someone]:
    """Sort those who wait for a person."""
    return sorted(waiting, key=_place)


def _place(one: Waiting) -> tuple[Any, ...]:
    return (one.practice, -one.tier, one.offered_to is None, one.waiting_since is None, one.waiting_since, one.id)
