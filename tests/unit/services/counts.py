"""What has been counted so far, in a form that tests can read."""

from __future__ import annotations

from datetime import date

from bot.services.count import Measure
from tests.world import World


def counts(world: World, measure: Measure) -> dict[str, int]:
    """How often each key was counted on any day; without those that were taken back again."""
    found: dict[str, int] = {}
    with world.store.read() as tx:
        for one in tx.statistics(date.min, date.max):
            if one.measure == measure:
                found[one.key] = found.get(one.key, 0) + one.count
    return {key: count for key, count in found.items() if count}


def days(world: World, measure: Measure, key: str) -> list[str]:
    """The days on which a key was counted."""
    with world.store.read() as tx:
        found = tx.statistics(date.min, date.max)
    return [one.day.isoformat() for one in found if (one.measure, one.key) == (measure, key) and one.count]
