"""Who is listening: brings the doorbell's rings, which come from any thread, to the streams of one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Lock
from typing import Final

from bot.services.ports import Doorbell

EVERYTHING: Final = "*"  # no conversation has this id
_TYPING_KEPT: Final = 8  # what a slow stream missed of it is out of date anyway

Hears = Callable[[str, str], bool]  # topic, conversation id


class Listener:
    """One stream's ear. Made on the event loop of the stream; rung and closed from any thread."""

    def __init__(self, hears: Hears) -> None:
        self.closed = False
        self.was_rung = False  # the last wait ended by a ring, and not by the clock
        self._hears = hears
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._typing: list[tuple[str, int]] = []  # no deque: an empty one takes half a kilobyte

    async def wait(self, seconds: float) -> None:
        """Wait for news. Without a ring the caller looks anyway after `seconds`: a lost ring must cost no message."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self.was_rung = self._news.is_set()
        self._news.clear()  # before the caller looks, so that a ring during the look counts

    def look_again(self) -> None:
        """Make the next wait short: there was more than one look could carry."""
        self._news.set()

    def typing(self) -> list[tuple[str, int]]:
        """The typing rings since the last call: conversation id, and what bot.edge.keystrokes made of it."""
        heard, self._typing = self._typing, []
        return heard

    def ring(self, topic: str, conversation_id: str, seq: int) -> None:
        """Take one ring of the doorbell."""
        if self._hears(topic, conversation_id):
            self._soon(partial(self._hear, topic, conversation_id, seq))

    def close(self) -> None:
        """End the stream."""
        self.closed = True
        self._soon(self._news.set)

    def _hear(self, topic: str, conversation_id: str, seq: int) -> None:
        if topic == "typing":
            self._typing = [*self._typing[1 - _TYPING_KEPT :], (conversation_id, seq)]
        self._news.set()

    def _soon(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended, and the stream with it
            self._loop.call_soon_threadsafe(call)


def _hears_all(_: str, __: str) -> bool:
    return True


class Listeners:
    """All streams of one app. Holds one subscription a topic, however many streams there are."""

    def __init__(self, doorbell: Doorbell, *topics: str) -> None:
        self._lock = Lock()
        self._closed = False
        self._rooms: dict[str, list[Listener]] = {}
        self._unsubscribe = [doorbell.subscribe(topic, partial(self._ring, topic)) for topic in topics]

    @contextmanager
    def listen(self, room: str, *, most: int, hears: Hears = _hears_all) -> Iterator[Listener]:
        """Hear the rings of one conversation, or of EVERYTHING. Above `most` in one room the oldest listener is closed.

        The oldest, not the newest: after a bad connection the server may still hold streams whose reader has long gone, and
        must not lock that reader out.
        """
        listener = Listener(hears)
        with self._lock:
            others = self._rooms.setdefault(room, [])
            others.append(listener)
            surplus = others[:-most]
            closed = self._closed
        for one in (*surplus, *([listener] if closed else [])):
            one.close()
        try:
            yield listener
        finally:
            self._leave(room, listener)

    def count(self) -> int:
        """How many streams are open."""
        with self._lock:
            return sum(len(room) for room in self._rooms.values())

    def rooms(self) -> list[str]:
        """Where somebody listens."""
        with self._lock:
            return list(self._rooms)

    def close(self) -> None:
        """End every stream now, and every later one at once: the server is going. From any thread, more than once."""
        with self._lock:
            self._closed = True
            everybody = [listener for room in self._rooms.values() for listener in room]
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        for listener in everybody:
            listener.close()

    def _leave(self, room: str, listener: Listener) -> None:
        with self._lock:
            left = [one for one in self._rooms.get(room, ()) if one is not listener]
            if left:
                self._rooms[room] = left
            else:
                self._rooms.pop(room, None)

    def _ring(self, topic: str, conversation_id: str, seq: int) -> None:
        with self._lock:
            listeners = (*self._rooms.get(conversation_id, ()), *self._rooms.get(EVERYTHING, ()))
        for listener in listeners:
            listener.ring(topic, conversation_id, seq)
