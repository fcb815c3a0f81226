"""Serves the numbers on a port of their own, which is for the machine's own network only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, start_http_server

from bot.logs import Log
from bot.metrics.events import Events
from bot.metrics.moment import Moment
from bot.services.ports import Deps


def open_registry(
    deps: Deps, log: Log, streams: Mapping[str, Callable[[], int]], *, hears: Callable[[], bool] | None
) -> CollectorRegistry:
    """All numbers of this process: its own memory and processor, what it logs, and what is the case when somebody asks."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    log.tell(Events(registry))
    registry.register(Moment(deps, streams, hears=hears))
    return registry


class MetricsServer:
    """Answers Prometheus in threads of its own. Started and stopped like the other roles' threads."""

    def __init__(self, registry: CollectorRegistry, host: str, port: int) -> None:
        self._registry, self._host, self._port = registry, host, port
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def start(self) -> None:
        """Listen. A port that is taken is told to whoever waits for `ready`."""
        try:
            self._server, self._thread = start_http_server(self._port, self._host, self._registry)
        except OSError as taken:
            self.failure = taken
            return
        self.ready.set()

    def stop(self) -> None:
        """Listen no more."""
        if self.ready.is_set():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join(1)

    @property
    def bound_port(self) -> int:
        """The real port, also where 0 was asked for. Known once `ready`."""
        return int(self._server.server_port)
