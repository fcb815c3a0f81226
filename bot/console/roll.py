"""Notes which consoles are open, many in one write: after a restart all come back at once, and again every ten seconds."""

from __future__ import annotations

import asyncio
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
        self._notes: set[asyncio.Task[None]] = set()

    async def here(self, counsellor_id: str) -> None:
        """Note that a console of theirs is open; back when it is written."""
        self._here.append(counsellor_id)
        await self._written()

    def note(self, counsellor_id: str) -> None:
        """The same without waiting for it. Where it fails, the next beat is soon enough."""
        self._here.append(counsellor_id)
        task = asyncio.get_running_loop().create_task(self._written())
        self._notes.add(task)  # the loop itself would let it go
        task.add_done_callback(self._noted)

    def _noted(self, task: asyncio.Task[None]) -> None:
        self._notes.discard(task)
        if not task.cancelled():
            task.exception()

    def _write(self) -> None:
        names: set[str] = set()
        with suppress(IndexError):
            while True:
                names.add(self._here.popleft())
        if names:
            presence(self._deps, *sorted(names))
