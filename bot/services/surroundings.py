"""What is the same for every young person at one moment: the order of those who wait, who is here, how long it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from bot.conversation.queue_order import in_order
from bot.conversation.wait import Wait, honest_wait
from bot.services.ports import Deps
from bot.services.transaction import Transaction

_KEPT: Final = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Around every conversation."""

    places: Mapping[str, int]  # of those who wait, by conversation; 1 is next
    staffed: bool  # a counsellor has been seen just now
    wait: Wait | None  # None when it cannot be said honestly


def read_surroundings(deps: Deps, tx: Transaction) -> Surroundings:
    """Read them."""
    now = deps.clock()
    staffed = tx.count_seen_since(now - deps.settings.presence) > 0
    return Surroundings(
        places={one.id: place for place, one in enumerate(in_order(tx.waiting()), 1)},
        staffed=staffed,
        wait=honest_wait(tx.waits(now - deps.settings.waits_since, deps.settings.waits_most)) if staffed else None,
    )


class KeptSurroundings:
    """Read at most once a second, for a thousand pages that look though nothing has happened to them. Thread-safe."""

    def __init__(self, deps: Deps, clock: Callable[[], float] = time.monotonic) -> None:
        self._deps = deps
        self._clock = clock
        self._lock = Lock()
        self._kept: Surroundings | None = None
        self._read_at = 0.0

    def lately(self) -> Surroundings:
        """As they were within the last second."""
        with self._lock:
            if self._kept is None or self._clock() - self._read_at >= _KEPT:
                self._read_at = self._clock()
                with self._deps.store.read() as tx:
                    self._kept = read_surroundings(self._deps, tx)
            return self._kept
