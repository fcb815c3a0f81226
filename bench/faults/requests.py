"""Asks until an answer comes, as a page does: under the same id, so that it does not matter how often."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx2

PATIENCE: Final = 20.0  # seconds for one try
AGAIN: Final = (0.1, 0.6)  # seconds to the next
_TOO_MANY: Final = 429
_BROKEN: Final = 500


class RefusedError(Exception):
    """The server said no, and would say so again. `code`: which no, or empty."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"refused with {status} {code}".strip())
        self.status, self.code = status, code


class Insistent:
    """One who asks. `addresses`: where it may be asked, one after the other, as a balancer does."""

    def __init__(self, addresses: Callable[[], str], chance: random.Random, headers: Mapping[str, str]) -> None:
        self._address, self._chance, self._headers = addresses, chance, dict(headers)
        # Lets go of idle connections soon, before the server does.
        limits = httpx2.Limits(keepalive_expiry=2, max_keepalive_connections=1)
        self._http = httpx2.AsyncClient(timeout=PATIENCE, limits=limits)
        self.tries = 0

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of the answer, or None of an empty one. Raises RefusedError."""
        while True:
            self.tries += 1
            try:
                answer = await self._http.request(method, self._address() + path, json=body, headers=self._headers)
            except httpx2.TransportError:
                await asyncio.sleep(self._chance.uniform(*AGAIN))
                continue
            if answer.status_code == _TOO_MANY:
                await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))
            elif answer.status_code >= _BROKEN:
                await asyncio.sleep(self._chance.uniform(*AGAIN))
            elif answer.is_success:
                return answer.json() if answer.content else None
            else:
                raise RefusedError(answer.status_code, _code(answer))

    async def close(self) -> None:
        """End every connection."""
        await self._http.aclose()


def _code(answer: httpx2.Response) -> str:
    try:
        return str(answer.json()["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
