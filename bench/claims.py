"""Many claims of one conversation at the same moment, on connections that are open already: only the server takes time."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_OK: Final = 200
_LENGTH: Final = b"content-length:"


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one counsellor was answered, and after how many milliseconds."""

    status: int
    by: str | None  # who has it, where it is not they
    spent: float

    @property
    def won(self) -> bool:
        """Whether it is theirs."""
        return self.status == _OK


async def claim_together(port: int, path: str, cookies: Sequence[str]) -> list[Claimed]:
    """Send all of them at once. The time of each runs from the moment before the first is sent."""
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in cookies]
    began = time.perf_counter()
    for (_, writer), cookie in zip(opened, cookies, strict=True):
        writer.write(_request(port, path, cookie))
    return await asyncio.gather(*(_answer(reader, writer, began) for reader, writer in opened))


def _request(port: int, path: str, cookie: str) -> bytes:
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: {cookie}",
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/json",
        "Content-Length: 2",
        "Connection: close",
        "",
        "{}",
    )
    return "\r\n".join(lines).encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, began: float) -> Claimed:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(_LENGTH))
    body: dict[str, Any] = json.loads(await reader.readexactly(length))
    spent = 1000 * (time.perf_counter() - began)
    writer.close()
    return Claimed(int(head.split(b" ", 2)[1]), body.get("error", {}).get("by"), spent)
