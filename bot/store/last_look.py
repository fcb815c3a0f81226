"""The queue's rows as they were read last: it is read at each ring, and few of them are others the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.services.records import Conversation

Row = tuple[Any, ...]


class LastLook:
    """A row that is the same as at the last look is the same object. What has left the queue is kept no longer.

    Several threads may look at the same time: whoever ends last is remembered.
    """

    def __init__(self) -> None:
        self._known: dict[Row, Conversation] = {}

    def read(self, rows: Iterable[Row], make: Callable[[Row], Conversation]) -> list[Conversation]:
        """The conversations of these rows, in their order; `make` makes those that are new."""
        known = self._known
        now = {row: known[row] if row in known else make(row) for row in rows}
        self._known = now
        return list(now.values())
