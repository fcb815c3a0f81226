"""One look at the database for all who want to look at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from fastapi.concurrency import run_in_threadpool

Seen = TypeVar("Seen")


class SharedLook(Generic[Seen]):
    """Shares what a slow look sees. Never what was seen before somebody asked: who asks during a look gets the next one.

    So many streams that are rung together cost two looks, however many they are. For one event loop.
    """

    def __init__(self, look: Callable[[], Seen]) -> None:
        self._look = look  # runs in a thread, one at a time
        self._running: asyncio.Task[Seen] | None = None
        self._next: asyncio.Task[Seen] | None = None
        self._began_at = 0.0

    async def __call__(self) -> Seen:
        """What a look sees that begins from now on. Raises what it raises."""
        if self._next is None:
            self._next = asyncio.get_running_loop().create_task(self._after(self._running))
            self._next.add_done_callback(_retrieve)
        return await asyncio.shield(self._next)  # one stream that ends must not end the look of the others

    async def lately(self, seconds: float) -> Seen:
        """What the last look saw, if it began within so many seconds; else as above."""
        last = self._running
        is_late = asyncio.get_running_loop().time() - self._began_at >= seconds
        if self._next or last is None or is_late or (last.done() and last.exception()):
            return await self()
        return await asyncio.shield(last)

    async def _after(self, running: asyncio.Task[Seen] | None) -> Seen:
        if running and not running.done():
            await asyncio.wait([running])
        self._running, self._next = self._next, None
        self._began_at = asyncio.get_running_loop().time()
        return await run_in_threadpool(self._look)


def _retrieve(done: asyncio.Task[Seen]) -> None:
    """A fault that nobody waits for any more is no news."""
    if not done.cancelled():
        done.exception()
