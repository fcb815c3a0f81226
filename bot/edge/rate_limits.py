"""Counts what comes in, in memory only. A limit keeps a fault or a flood from one place from drowning everybody else."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

from bot.edge.refusals import busy

_MOST_KEYS: Final = 50_000  # a few megabytes


class SlidingWindow:
    """At most `limit` in any `seconds`, for each key. Keys are forgotten once their window is empty."""

    def __init__(self, limit: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._taken: dict[str, deque[float]] = {}
        self._sweep_at = 0.0

    def take(self, key: str) -> float:
        """Count one. Returns 0 when it is within the limit, else the seconds until the next is; a refused one is not counted."""
        now = self._clock()
        with self._lock:
            self._sweep(now)
            taken = self._recent(key, now)
            if len(taken) >= self._limit:
                return taken[0] + self._seconds - now
            taken.append(now)
            self._taken[key] = taken
            return 0.0

    def check(self, key: str, code: str = "busy") -> None:
        """Count one, or raise the 429 with its Retry-After."""
        wait = self.take(key)
        if wait > 0:
            raise busy(wait, code)

    def give_back(self, key: str) -> None:
        """Take back the last count: it was not one of those that are limited."""
        with self._lock:
            if taken := self._taken.get(key):
                taken.pop()
            if not taken:
                self._taken.pop(key, None)

    def forget(self, key: str) -> None:
        """Start this key anew."""
        with self._lock:
            self._taken.pop(key, None)

    def __len__(self) -> int:
        return len(self._taken)

    def _recent(self, key: str, now: float) -> deque[float]:
        taken = self._taken.get(key, deque())
        while taken and now - taken[0] >= self._seconds:
            taken.popleft()
        return taken

    def _sweep(self, now: float) -> None:
        """Forget empty windows once in a window; under a flood of keys forget the longest known, which harms nobody."""
        if now >= self._sweep_at:
            self._sweep_at = now + self._seconds
            self._taken = {key: taken for key, taken in self._taken.items() if now - taken[-1] < self._seconds}
        while len(self._taken) >= _MOST_KEYS:
            del self._taken[next(iter(self._taken))]


class AddressHash:
    """Turns a network address into a key that means nothing outside this process, and is never stored or logged."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def __call__(self, address: str | None) -> str:
        """The key. The secret dies with the process, so that nobody can try out addresses afterwards."""
        return hashlib.blake2b(_household(address or "").encode(), key=self._secret, digest_size=12).hexdigest()


def _household(address: str) -> str:
    """An IPv6 address without its second half, which every device can choose as often as it likes."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(known) >> 64 << 64)) if isinstance(known, IPv6Address) else address
