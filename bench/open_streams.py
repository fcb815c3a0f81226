"""Many open event streams in one process, read with as little effort as a client can make: the server is what is measured."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

Hears = Callable[[bytes, float], None]  # one event as it came, and when

_FILES: Final = 8192
_END: Final = b"\n\n"


class OpenStream(asyncio.Protocol):
    """One stream. `hears` is called for each event; without it the bytes are counted and dropped."""

    def __init__(self, request: bytes, hears: Hears | None = None) -> None:
        self.events = self.received = 0
        self.is_open = asyncio.get_running_loop().create_future()
        self.lost = False
        self.hears = hears
        self._request = request
        self._rest = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
            transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        at = time.perf_counter()
        self.received += len(data)
        if not self.is_open.done():
            self.is_open.set_result(data[9:12] == b"200")
        if self.hears is None:
            return
        self._rest += data
        if _END not in self._rest:
            return
        *events, rest = bytes(self._rest).split(_END)
        self._rest = bytearray(rest)
        self.events += len(events)
        for event in events:
            self.hears(event, at)

    def connection_lost(self, _: Exception | None) -> None:
        """Remember it: a stream that ends in a benchmark is a fault."""
        self.lost = True
        if not self.is_open.done():
            self.is_open.set_result(False)

    def close(self) -> None:
        """End it."""
        if self._transport:
            self._transport.abort()


async def open_stream(port: int, path: str, header: str, hears: Hears | None = None) -> OpenStream:
    """Open one on this machine and wait for its first bytes. Raises ConnectionError when it is refused."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{header}\r\nSec-Fetch-Site: same-origin\r\n\r\n"
    loop = asyncio.get_running_loop()
    _, stream = await loop.create_connection(lambda: OpenStream(request.encode(), hears), "127.0.0.1", port)
    if not await stream.is_open:
        raise ConnectionError
    return stream


@contextmanager
def many_files() -> Iterator[None]:
    """A stream is an open file on both sides; a shell's usual limit is 1,024. Programs that are started inherit it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, _FILES), hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
