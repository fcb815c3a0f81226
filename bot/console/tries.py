"""Slows down who guesses passwords, without locking out the counsellor whose name is used for it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bot.edge.rate_limits import SlidingWindow
from bot.edge.refusals import busy

_REMEMBERED: Final = 12  # tries that count towards the slowness
Sleep = Callable[[float], Awaitable[None]]


class Tries:
    """Counts tries for each name, known or not, so that the answer does not tell which names exist."""

    def __init__(self, free: int, seconds: float, *, slowest: float, at_once: int, sleep: Sleep = asyncio.sleep) -> None:
        self._free = SlidingWindow(free, seconds)
        self._further = [SlidingWindow(1, seconds) for _ in range(_REMEMBERED)]
        self._slowest = slowest
        self._at_once = at_once
        self._sleep = sleep
        self._waiting: Counter[str] = Counter()

    async def slow_down(self, name: str) -> None:
        """Return at once for the first tries, then after 1, 2, 4 … seconds. Raises the 429 when too many wait already."""
        key = self._key(name)
        if self._free.take(key) == 0:
            return
        if self._waiting[key] >= self._at_once:
            raise busy(self._slowest)
        with self._place(key):
            await self._sleep(min(self._slowest, 2.0 ** self._step(key)))

    def forget(self, name: str) -> None:
        """The right password was given."""
        for window in (self._free, *self._further):
            window.forget(self._key(name))

    def _step(self, key: str) -> int:
        """How many slowed tries there were before this one in the window."""
        return next((step for step, window in enumerate(self._further) if window.take(key) == 0), _REMEMBERED)

    @contextmanager
    def _place(self, key: str) -> Iterator[None]:
        self._waiting[key] += 1
        try:
            yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]

    @staticmethod
    def _key(name: str) -> str:
        return " ".join(name.split()).casefold()
