"""A stream of server-sent events as a cursor: look, send what is new, wait for a ring, look again."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final

import anyio
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from bot.edge.listeners import Listener

_log = logging.getLogger(__name__)

SEND_TIMEOUT: Final = 10.0  # a reader that takes nothing for so long is gone
BATCH: Final = 100  # messages in one look: a long log does not fill the memory
_HIGHEST_SEQ: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `id` only where it is the resume cursor."""

    name: str
    data: dict[str, Any] | str  # or JSON that is written already, in ASCII and on one line
    id: int | None = None


PING: Final = Event("ping", {})


def cursor(last_event_id: str | None, after: int) -> int:
    """Where to go on: the browser's Last-Event-ID, else `after`. What is no number counts as absent."""
    told = (last_event_id or "").strip()
    if told.isascii() and told.isdecimal() and len(told) <= len(str(_HIGHEST_SEQ)):
        return min(int(told), _HIGHEST_SEQ)
    return after


async def follow(
    listener: Listener,
    look: Callable[[], Awaitable[Sequence[Event] | None]],
    *,
    patience: Callable[[], float],
    ping: float,
    pace: float = 0,
) -> AsyncGenerator[Event]:
    """Yield all that `look` finds, and a ping at once, so that whoever holds the stream back on the way is found out.

    `patience`: seconds to the next look without a ring. `ping`: seconds of silence at most. `pace`: seconds in which rings are
    gathered before the next look. Ends when the listener is closed or when `look` returns None.
    """
    clock = asyncio.get_running_loop().time
    yield PING
    said_at = clock()
    while not listener.closed:
        found = await look()
        if found is None:
            return
        for event in found or ([PING] if clock() - said_at >= ping else []):
            yield event
            said_at = clock()
        if pace and not listener.closed:
            await asyncio.sleep(pace)
        await listener.wait(min(patience(), max(0.0, said_at + ping - clock())))


class EventStream(Response):
    """The response. It ends when its reader has gone, without a word in the log; one who takes nothing any more is gone, too.

    Two tasks, and nothing that is not needed: a thousand of them are open for hours.
    """

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[Event]) -> None:
        self._events = events
        self.status_code = 200
        self.background = None
        # Held back by no proxy, and kept by no cache.
        self.init_headers({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream until either side ends it."""
        del scope
        with anyio.CancelScope() as reading:
            watching = asyncio.create_task(_end_when_gone(receive, reading))
            try:
                await self._stream(send)
            except _FrozenError:
                _log.info("reader_froze")
            finally:
                watching.cancel()

    async def _stream(self, send: Send) -> None:
        async with aclosing(self._events) as events:
            await _send(send, {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async for event in events:
                await _send(send, {"type": "http.response.body", "body": _wire(event), "more_body": True})
            await _send(send, {"type": "http.response.body", "body": b"", "more_body": False})


class _FrozenError(Exception):
    """The reader takes nothing any more."""


async def _send(send: Send, message: Message) -> None:
    try:
        async with asyncio.timeout(SEND_TIMEOUT):
            await send(message)
    except TimeoutError:
        raise _FrozenError from None


async def _end_when_gone(receive: Receive, reading: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # the end of a body that is empty
    reading.cancel()


def _wire(event: Event) -> bytes:
    # ASCII: no line break of any script can end a line early
    data = event.data if isinstance(event.data, str) else json.dumps(event.data, separators=(",", ":"))
    number = "" if event.id is None else f"id: {event.id}\n"
    return f"{number}event: {event.name}\ndata: {data}\n\n".encode("ascii")
