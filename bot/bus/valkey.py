"""The doorbell between processes and hosts: rings go through a Valkey or Redis server, which keeps nothing."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from typing import Any, Final, Protocol

import redis
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.retry import Retry

from bot.bus.errors import BadBusUrlError
from bot.bus.memory import Listener, MemoryDoorbell

TOPICS: Final = "unhook:"  # begins the name of each channel
_SCHEMES: Final = ("redis://", "rediss://", "unix://")
_WAITING: Final = 10_000  # rings that wait to go out; what is more is lost, and found by looking
_AT_ONCE: Final = 500  # rings in one round trip
_LOOK: Final = 0.5  # seconds between looks whether to stop
_ASK: Final = 5.0  # seconds without a ring until the server is asked whether it is there
_TIMEOUT: Final = 2.0  # seconds; a server that takes longer is away
_FIRST_PAUSE: Final = 0.1  # seconds before the first new try
_LONGEST_PAUSE: Final = 5.0  # seconds; those who listen look by themselves as often


class Tell(Protocol):
    """Takes that the server was lost or found. bot.logs.Log.event is one."""

    def __call__(self, event: str, **fields: Any) -> None:
        """Take it."""


class ValkeyDoorbell:
    """Rings listeners of this process at once, and those of others through the server. Implements bot.services.ports.Doorbell.

    While the server is away, the others hear nothing, and find by looking every few seconds what they were not told. No ring
    makes the ringer wait.
    """

    def __init__(self, url: str, tell: Tell) -> None:
        """Raises BadBusUrlError. The server need not be there yet."""
        self._server = open_server(url)
        self._tell = tell
        self._near = MemoryDoorbell()
        self._me = secrets.token_hex(4)  # so that nobody hears their own ring twice
        self._out: SimpleQueue[tuple[str, str]] = SimpleQueue()
        self._stopping = threading.Event()
        self.hears = threading.Event()  # set while what others ring arrives
        self._threads = [
            threading.Thread(target=self._keep_doing, args=(work,), name=f"doorbell-{name}", daemon=True)
            for name, work in (("out", self._pass_on), ("in", self._listen))
        ]
        for thread in self._threads:
            thread.start()

    def ring(self, topic: str, conversation_id: str, seq: int) -> None:
        """Ring here, and hand it over for the others."""
        self._near.ring(topic, conversation_id, seq)
        if self._out.qsize() < _WAITING:
            self._out.put((TOPICS + topic, f"{self._me} {seq} {conversation_id}"))

    def subscribe(self, topic: str, callback: Listener) -> Callable[[], None]:
        """Listen to a topic; the returned function ends it, and may be called twice."""
        return self._near.subscribe(topic, callback)

    def close(self) -> None:
        """End. What was rung just before goes out first, if the server is there."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(_TIMEOUT)
        self._server.close()

    def _keep_doing(self, work: Callable[[], None]) -> None:
        """Begin anew, after a pause that grows, whenever the server was lost."""
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                work()
            except (redis.RedisError, OSError):
                pause = _FIRST_PAUSE if time.monotonic() - began > _LONGEST_PAUSE else min(2 * pause, _LONGEST_PAUSE)
                self._stopping.wait(pause)

    def _pass_on(self) -> None:
        """Send what is rung here. A batch that does not arrive is lost: it would be late."""
        while not (self._stopping.is_set() and self._out.empty()):
            batch = self._take()
            if not batch:
                continue
            with self._server.pipeline(transaction=False) as together:
                for channel, ring in batch:
                    together.publish(channel, ring)
                together.execute()

    def _take(self) -> list[tuple[str, str]]:
        """The rings that wait, each once; the first may take a moment."""
        batch: dict[tuple[str, str], None] = {}
        with suppress(Empty):
            batch[self._out.get(timeout=_LOOK)] = None
            while len(batch) < _AT_ONCE:
                batch[self._out.get_nowait()] = None
        return list(batch)

    def _listen(self) -> None:
        """Ring here what is rung elsewhere."""
        try:
            with closing(PubSub(self._server.connection_pool)) as ear:
                ear.psubscribe(TOPICS + "*")
                heard_at = asked_at = time.monotonic()
                while not self._stopping.is_set():
                    told, now = ear.get_message(timeout=_LOOK), time.monotonic()
                    if told is not None:
                        heard_at = now
                        self._hear(told)
                    elif now - heard_at > _ASK + _TIMEOUT:  # a connection that was cut without a word looks open for minutes
                        raise redis.ConnectionError
                    elif now - max(heard_at, asked_at) > _ASK:
                        asked_at = now
                        ear.ping()
        finally:
            if self.hears.is_set() and not self._stopping.is_set():
                self._tell("bus_lost")
            self.hears.clear()

    def _hear(self, told: dict[str, Any]) -> None:
        if told["type"] == "psubscribe":
            self.hears.set()
            self._tell("bus_found")
        elif told["type"] == "pmessage":
            who, _, rest = told["data"].partition(" ")
            seq, _, conversation_id = rest.partition(" ")
            if who != self._me and seq.lstrip("-").isdecimal():
                self._near.ring(told["channel"].removeprefix(TOPICS), conversation_id, int(seq))


def open_server(url: str) -> redis.Redis:
    """A client, not connected yet. Raises BadBusUrlError."""
    if not url.startswith(_SCHEMES):
        raise BadBusUrlError
    try:
        return redis.Redis.from_url(
            url,
            decode_responses=True,
            encoding_errors="replace",  # whatever others write there
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=Retry(NoBackoff(), 0),  # who calls knows better when to try again
        )
    except ValueError:
        raise BadBusUrlError from None
