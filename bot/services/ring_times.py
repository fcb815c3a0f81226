"""How long it rang until somebody came: what reports say about alarms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.alarm import Alarm
from bot.safety.tiers import Tier
from bot.services.ports import Deps


@dataclass(frozen=True, slots=True)
class RingTimes:
    """The alarms of one tier. One that still rings is in none of the first two."""

    accepted: tuple[timedelta, ...]  # from the ring to a person's "I have it", the shortest first
    left: int  # nobody waited any more before somebody came
    missed: int  # nobody came in time; later they may have


def ring_times(deps: Deps, first: date, last: date) -> Mapping[Tier, RingTimes]:
    """T0 and T1 that rang from the first to the last day, both included (UTC), without practice and what was deleted."""
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    with deps.store.read() as tx:
        rang = tx.rings_between(since, until)
    return {tier: _times(one for one in rang if one.tier is tier) for tier in sorted(Tier, reverse=True) if tier.needs_person}


def _times(alarms: Iterable[Alarm]) -> RingTimes:
    rang = list(alarms)
    accepted = sorted(one.stopped_at - one.rang_at for one in rang if one.stopped_at and one.accepted_by)
    left = sum(1 for one in rang if one.stopped_at and not one.accepted_by)
    return RingTimes(tuple(accepted), left, sum(1 for one in rang if one.missed_at))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
