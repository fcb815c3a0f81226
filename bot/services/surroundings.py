"""What is the same for every young person at one moment: the order of those who wait, who is here, how long it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.conversation.queue_order import in_order
from bot.conversation.wait import Wait, honest_wait
from bot.services.ports import Deps
from bot.services.records import Known
from bot.services.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Around every conversation."""

    places: Mapping[str, int]  # of those who wait, by conversation; 1 is next
    staffed: bool  # a counsellor has been seen just now
    wait: Wait | None  # None when it cannot be said honestly


@dataclass(frozen=True, slots=True)
class Glance:
    """Many conversations at one moment, and what is around them. Enough to see to whom something has happened."""

    known: Mapping[str, Known]  # by conversation; those that are gone are missing
    around: Surroundings


def read_surroundings(deps: Deps, tx: Transaction) -> Surroundings:
    """Read them."""
    now = deps.clock()
    staffed = tx.count_seen_since(now - deps.settings.presence) > 0
    return Surroundings(
        places={one.id: place for place, one in enumerate(in_order(tx.places()), 1)},
        staffed=staffed,
        wait=honest_wait(tx.waits(now - deps.settings.waits_since, deps.settings.waits_most)) if staffed else None,
    )


def glance(deps: Deps, conversation_ids: Collection[str]) -> Glance:
    """One look for a thousand pages to which nothing has happened: that costs what a few looks at single ones would."""
    with deps.store.read() as tx:
        known = {one.conversation.id: one for one in tx.known(list(conversation_ids))}
        return Glance(known, read_surroundings(deps, tx))
