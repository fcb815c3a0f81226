"""Counts over all processes and hosts: each counts for itself and tells the others, by the doorbell, what it let in."""

from __future__ import annotations

import itertools
import secrets
import time
from collections.abc import Callable
from typing import Final

from bot.edge.rate_limits import SlidingWindow
from bot.edge.wire import CONVERSATION_ID
from bot.services.ports import Doorbell

EVERYBODY: Final = "everybody"  # the key of what is counted from everywhere
_COUNTER_BITS: Final = 40  # of a ring's number; the bits above say which process counted


class SharedWindow(SlidingWindow):
    """A SlidingWindow that also counts what other processes let in.

    Nobody waits for anybody: while the others cannot be reached it is a window of this process alone. Only a conversation's id
    and EVERYBODY are told; any other key, such as that of an address, stays here.
    """

    def __init__(
        self, limit: int, seconds: float, *, doorbell: Doorbell, name: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`name`: the same in every process, another one for each window."""
        super().__init__(limit, seconds, clock)
        self._doorbell = doorbell
        self._topic = f"count_{name}"
        self._me = secrets.randbits(62) | 1
        self._numbers = itertools.count(1)  # each ring is another one: equal rings are sent once
        doorbell.subscribe(self._topic, self._hear)

    def take(self, key: str) -> float:
        """As in one process."""
        wait = super().take(key)
        if wait <= 0 and _is_shared(key):
            self._doorbell.ring(self._topic, key, self._number())
        return wait

    def give_back(self, key: str) -> None:
        """As in one process."""
        super().give_back(key)
        if _is_shared(key):
            self._doorbell.ring(self._topic, key, -self._number())

    def _number(self) -> int:
        return self._me << _COUNTER_BITS | next(self._numbers)

    def _hear(self, key: str, number: int) -> None:
        if abs(number) >> _COUNTER_BITS == self._me or not _is_shared(key):
            return
        if number > 0:
            super().take(key)  # full already: then one more changes nothing
        else:
            super().give_back(key)


def _is_shared(key: str) -> bool:
    return key == EVERYBODY or CONVERSATION_ID.fullmatch(key) is not None
