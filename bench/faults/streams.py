"""Reads an event stream and takes it up again when it ends, as a browser does: from the last number that it saw."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

AGAIN: Final = (0.2, 1.0)  # seconds to the next try
SILENCE: Final = 45.0  # seconds: the server pings every 15, so a line that is silent for three of them is dead
_LIMIT: Final = 4 * 2**20  # bytes of one event: a queue of hundreds is one line


class EventReader:
    """One stream. `hears` gets the name and the data of each event; what it returns is the cursor to go on from, or None."""

    def __init__(
        self,
        addresses: Callable[[], str],
        path: str,
        headers: str,
        hears: Callable[[str, Any], int | None],
        chance: random.Random,
    ) -> None:
        self._address, self._path, self._headers, self._hears, self._chance = addresses, path, headers, hears, chance
        self._after = 0
        self.opened = 0

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            with suppress(OSError, EOFError, TimeoutError, asyncio.LimitOverrunError, ValueError):
                await self._once()
            await asyncio.sleep(self._chance.uniform(*AGAIN))

    async def _once(self) -> None:
        where = urlsplit(self._address())
        async with asyncio.timeout(SILENCE):  # not wait_for, which in Python 3.11 may swallow that the task is cancelled
            reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=_LIMIT)
        try:
            cursor = f"Last-Event-ID: {self._after}\r\n" if self._after else ""
            request = f"GET {self._path} HTTP/1.1\r\nHost: {where.netloc}\r\n{self._headers}\r\n{cursor}\r\n"
            writer.write(request.encode())
            self.opened += 1
            name = ""
            while True:
                async with asyncio.timeout(SILENCE):
                    line = (await reader.readuntil(b"\n")).strip().decode()
                if line.startswith("event:"):
                    name = line[6:].strip()
                elif line.startswith("data:"):
                    cursor_now = self._hears(name, json.loads(line[5:]))
                    self._after = max(self._after, cursor_now or 0)
        finally:
            writer.transport.abort()
