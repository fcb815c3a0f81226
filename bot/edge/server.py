"""A server for one app: no access log, no server name, and streams that end the moment a stop is asked for."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from bot.edge.listeners import Listeners
from bot.edge.tls import Tls

_GRACE: Final = 2  # seconds; streams end at once, so this is for an answer that is being written


class EdgeServer(uvicorn.Server):
    """Takes no signals itself: two servers in one process would steal them from each other."""

    def __init__(self, app: FastAPI, *, host: str, port: int, tls: Tls | None = None) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,  # it would hold addresses and conversation ids
            log_level="error",
            server_header=False,
            date_header=False,
            ws="none",
            timeout_graceful_shutdown=_GRACE,
            ssl_certfile=tls.certificate if tls else None,
            ssl_keyfile=tls.key if tls else None,
        )
        super().__init__(config)
        self._listeners: Listeners = app.state.listeners

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs the servers."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams first: uvicorn waits for open answers, and an open stream would be one for ever."""
        self._listeners.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ask this server to stop."""
        del frame
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    def open_streams(self) -> int:
        """How many are listening."""
        return self._listeners.count()

    @property
    def bound_port(self) -> int:
        """The real port, also where 0 was asked for. Known once `started`."""
        port: int = self.servers[0].sockets[0].getsockname()[1]
        return port
