"""Lets those who want the same thing at the same moment go one after the other, before they queue at the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """One lock for each key that somebody holds or waits for. Only to save work: who is right is decided in the database."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._locks: dict[str, tuple[Lock, int]] = {}  # and how many hold it or wait for it

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """Wait until nobody else has this key."""
        with self._guard:
            lock, wanted = self._locks.get(key, (Lock(), 0))
            self._locks[key] = (lock, wanted + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                _, wanted = self._locks.pop(key)
                if wanted > 1:
                    self._locks[key] = (lock, wanted - 1)
