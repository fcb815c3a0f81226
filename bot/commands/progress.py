"""One line for each table while everything is read or written: a long one says how far it is."""

from __future__ import annotations

from rich.console import Console
from rich.status import Status


class TableProgress:
    """Prints a table when it is through, and on a terminal the running number before that."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._status: Status | None = out.status("") if out.is_terminal else None
        self._rows = 0

    def __enter__(self) -> TableProgress:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def __call__(self, table: str, done: int, total: int) -> None:
        """Some rows of a table are through."""
        if done >= total:
            self._out.print(f"{table}: {done}", highlight=False)
        elif self._status:
            self._status.update(f"{table}: {done} of {total}")
