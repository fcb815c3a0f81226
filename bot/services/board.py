"""What supervisors see at a glance: who waits and how long, who is here, what went wrong, where a second person is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.conversation.routing import Colleague
from bot.conversation.spans import TARGETS
from bot.safety.tiers import Tier
from bot.services.incident_list import Listed, list_incidents
from bot.services.ports import Deps
from bot.services.queue import Card, OpenEmergency, Queue

_MOST_INCIDENTS: Final = 20  # more is a list to read, not a glance


@dataclass(frozen=True, slots=True)
class TierWait:
    """Those of one tier who wait. `since`: the one who has waited longest; `late`: how many beyond the target."""

    tier: Tier
    count: int
    since: datetime | None
    late: int
    target: timedelta | None


@dataclass(frozen=True, slots=True)
class Board:
    """One moment, without practice."""

    waiting: tuple[TierWait, ...]  # the most urgent first
    held: int
    with_bot: Mapping[Tier, int]
    staff: tuple[Colleague, ...]  # those who are here or have a conversation
    second_wanted: tuple[OpenEmergency, ...]
    incidents: tuple[Listed, ...]  # that nobody has looked at, the newest first
    to_read: int  # conversations that are to be read again


def board(deps: Deps, queue: Queue) -> Board:
    """What the queue looks like from above. Reads little beside it: every supervisor's console asks at every change."""
    with deps.store.read() as tx:
        incidents = list_incidents(tx, unseen=True, limit=_MOST_INCIDENTS)
        to_read = tx.count_unrated()
    waiting = _real(queue.waiting)
    return Board(
        waiting=tuple(_wait(tier, waiting, queue.at) for tier in sorted(Tier, reverse=True)),
        held=len(_real(queue.held)),
        with_bot=Counter(card.conversation.tier for card in _real(queue.open)),
        staff=tuple(one for one in queue.staff.values() if one.here or one.paused or one.has),
        second_wanted=queue.second_wanted,
        incidents=incidents,
        to_read=to_read,
    )


def _real(cards: Iterable[Card]) -> list[Card]:
    return [card for card in cards if not card.conversation.practice]


def _wait(tier: Tier, waiting: Iterable[Card], now: datetime) -> TierWait:
    since = [one.conversation.waiting_since for one in waiting if one.conversation.tier is tier]
    known = [moment for moment in since if moment]
    target = timedelta(seconds=TARGETS[tier]) if tier in TARGETS else None
    late = sum(now - moment > target for moment in known) if target else 0
    return TierWait(tier, len(since), min(known, default=None), late, target)
