"""Slows down who guesses passwords and codes, without locking out the counsellor whose name is used for it.

Tries from a browser that somebody has signed in from before are counted for that browser alone: a stranger who uses up all
tries for a name uses up those of strange browsers only.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bot.edge.rate_limits import SlidingWindow
from bot.edge.refusals import busy

_REMEMBERED: Final = 12  # tries that count towards the slowness
_HOUR, _DAY = 3600, 86_400
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

    async def slow_down(self, key: str) -> None:
        """Return at once for the first tries, then after 1, 2, 4 … seconds. Raises the 429 when too many wait already."""
        if self._free.take(key) == 0:
            return
        if self._waiting[key] >= self._at_once:
            raise busy(self._slowest)
        with self._place(key):
            await self._sleep(min(self._slowest, 2.0 ** self._step(key)))

    def forget(self, key: str) -> None:
        """The right password was given."""
        for window in (self._free, *self._further):
            window.forget(key)

    @staticmethod
    def key(name: str, known_browser: str | None = None) -> str:
        """What is counted: the name however it is written, or the browser that is known for it."""
        return _key(" ".join(name.split()).casefold(), known_browser)

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


class CodeTries:
    """Counts codes of authenticator apps for each account. Three of a million fit, so only few may be tried.

    Who knows the password and uses them up does not lock its owner out: a browser they know, a passkey and a recovery code
    still open the account.
    """

    def __init__(self, hourly: int, daily: int) -> None:
        self._windows = (SlidingWindow(hourly, _HOUR), SlidingWindow(daily, _DAY))

    def take(self, key: str) -> None:
        """Count one try, before it is made. Raises the 429."""
        for number, window in enumerate(self._windows):
            wait = window.take(key)
            if wait > 0:
                for taken in self._windows[:number]:
                    taken.give_back(key)
                raise busy(wait, "codes_wait")

    def give_back(self, key: str) -> None:
        """It was right. What others tried still counts."""
        for window in self._windows:
            window.give_back(key)

    @staticmethod
    def key(counsellor_id: str, known_browser: str | None = None) -> str:
        """What is counted: the account, or the browser that is known for it."""
        return _key(counsellor_id, known_browser)


def _key(who: str, known_browser: str | None) -> str:
    if known_browser is None:
        return who
    return f"{who}|{hashlib.sha256(known_browser.encode()).hexdigest()}"
