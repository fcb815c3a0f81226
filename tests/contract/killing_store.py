"""A store that dies at a chosen moment: between two steps of a transaction, before its commit, or just after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from bot.services.ports import Store, Transaction


class KilledError(Exception):
    """The process is gone. Whoever comes next knows what is in the database, and nothing else."""


class KillingStore:
    """Implements bot.services.ports.Store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._steps: int | None = None

    def kill_after(self, steps: int | None) -> None:
        """Die after so many steps of writing transactions, a commit counting as one; None: live."""
        self._steps = steps

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may not live to its end."""
        with self._store.write() as tx:
            yield cast("Transaction", _Steps(tx, self._step))
            self._step()  # all is written, nothing is committed
        self._step()  # committed, and nobody was told

    def read(self) -> Any:
        """Reading changes nothing, so nothing can be torn in it."""
        return self._store.read()

    def is_away(self, error: Exception) -> bool:
        """As the store does."""
        return self._store.is_away(error)

    def scrub(self) -> None:
        """As the store does."""
        self._store.scrub()

    def _step(self) -> None:
        if self._steps is None:
            return
        if self._steps == 0:
            self._steps = None
            raise KilledError
        self._steps -= 1


class _Steps:
    def __init__(self, tx: Transaction, step: Any) -> None:
        self._tx = tx
        self._step = step

    def __getattr__(self, name: str) -> Any:
        self._step()
        return getattr(self._tx, name)
