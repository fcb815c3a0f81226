"""A few threads for what a thousand streams do: they share one interpreter, and an alarm must not stand in line behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread

Result = TypeVar("Result")


class FewThreads:
    """Runs calls in threads, so many at the same time. For one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._limiter: CapacityLimiter | None = None  # knows its loop, so it is made where that runs

    async def run(self, call: Callable[..., Result], *args: Any, **more: Any) -> Result:
        """Call it in a thread. Raises what it raises."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._most)
        return await to_thread.run_sync(partial(call, *args, **more), limiter=self._limiter)
