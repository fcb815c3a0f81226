"""A real server on a free port, in a thread, and a reader of its streams."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from fastapi import FastAPI

from bot.edge.server import EdgeServer
from bot.edge.tls import Tls


class Running:
    """A server that listens."""

    def __init__(self, app: FastAPI, tls: Tls | None = None) -> None:
        self.server = EdgeServer(app, host="127.0.0.1", port=0, tls=tls)
        self._thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()), daemon=True)
        self._thread.start()
        until = time.monotonic() + 10
        while not self.server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.01)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server.bound_port}"

    def stop(self) -> float:
        """Stop it; returns the seconds it took."""
        began = time.monotonic()
        self.server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive(), "the server did not stop"
        return time.monotonic() - began


@dataclass(frozen=True)
class Heard:
    """One event as a browser's parser gives it."""

    name: str
    data: Any
    id: str | None
    at: float


@contextmanager
def listening(client: httpx2.Client, url: str, **kwargs: Any) -> Iterator[Iterator[Heard]]:
    """An open stream."""
    with client.stream("GET", url, timeout=10, **kwargs) as response:
        assert response.status_code == 200, response.read()
        assert response.headers["content-type"].startswith("text/event-stream")
        yield _events(response)


def _events(response: httpx2.Response) -> Iterator[Heard]:
    fields: dict[str, str] = {}
    for line in response.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif fields:
            yield Heard(fields["event"], json.loads(fields["data"]), fields.get("id"), time.monotonic())
            fields = {}


def until(events: Iterator[Heard], name: str, count: int = 1) -> list[Heard]:
    """The next `count` events of one name; others are passed over."""
    found: list[Heard] = []
    while len(found) < count:
        event = next(events)
        if event.name == name:
            found.append(event)
    return found
