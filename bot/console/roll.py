"""Notes which consoles are open, many in one write: after a restart all come back at once, and again every ten seconds."""

from __future__ import annotations

from collections import deque
from contextlib import suppress

from bot.edge.shared_look import SharedLook
from bot.services.ports import Deps
from bot.services.presence import presence


class Roll:
    """For one event loop."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._here: deque[str] = deque()  # added to by the loop, emptied by the thread that writes
        self._written = SharedLook(self._write)

    async def here(self, counsellor_id: str) -> None:
        """Note that a console of theirs is open; back when it is written."""
        self._here.append(counsellor_id)
        await self._written()

    def _write(self) -> None:
        names: set[str] = set()
        with suppress(IndexError):
            while True:
                names.add(self._here.popleft())
        if names:
            presence(self._deps, *sorted(names))
