"""One process of the program, and the supervisor that keeps it alive, as systemd does."""

from __future__ import annotations

import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from tests.server import Server

RESTARTS_AFTER: Final = 1.0  # seconds, as in deploy/systemd
_LOOKS_EVERY: Final = 0.1
_KEPT: Final = 200  # lines of what it printed


@dataclass
class Process:
    """It runs while it is wanted. Its lock is held while somebody starts or stops it."""

    name: str  # such as "web 1"
    host: str  # those of one host are cut off together
    server: Server
    starts: int = 0
    failed_starts: int = 0
    stops: list[float] = field(default_factory=list)  # seconds that each took which was asked for
    lock: threading.RLock = field(default_factory=threading.RLock)
    _ending: threading.Event = field(default_factory=threading.Event)
    _supervisor: threading.Thread | None = None

    @property
    def role(self) -> str:
        """What it does."""
        return self.server.role

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.server.process is not None and self.server.process.poll() is None

    @property
    def is_up(self) -> bool:
        """Whether it is alive and nobody is starting or stopping it."""
        if not self.lock.acquire(blocking=False):
            return False
        self.lock.release()
        return self.alive

    def open(self) -> None:
        """Start it, and keep it alive from then on."""
        self.start()
        self._supervisor = threading.Thread(target=self._keep, name=f"keeps {self.name}", daemon=True)
        self._supervisor.start()

    def close(self) -> None:
        """Stop it for good."""
        self._ending.set()
        with self.lock:
            if self.alive:
                self._stop()
        if self._supervisor:
            self._supervisor.join(10)

    def start(self) -> bool:
        """Start it and wait until it says that it is ready; whether it did."""
        with self.lock:
            if self.alive:
                return True
            if self.server.process and self.server.process.stdout:
                self.server.process.stdout.close()  # of the one that was killed
            self.starts += 1
            del self.server.output[:-_KEPT]
            try:
                self.server.start()
            except AssertionError:  # it ended, or took too long
                self.failed_starts += 1
                return False
            return True

    def restart(self, program: str = "bot", settings: dict[str, str] | None = None) -> None:
        """Stop it as an operator does, and start it, perhaps otherwise."""
        with self.lock:
            if self.alive:
                self._stop()
            self.server.program = program
            self.server.settings.update(settings or {})
            self.start()

    def _stop(self) -> None:
        began = time.monotonic()
        with suppress(subprocess.TimeoutExpired):  # then it was killed, and the report tells how long it had
            self.server.stop()
        self.stops.append(time.monotonic() - began)

    def signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self.alive:
            self.server.signal(number)

    def _keep(self) -> None:
        while not self._ending.wait(_LOOKS_EVERY):
            if not self.is_up and not self.alive and not self._ending.wait(RESTARTS_AFTER):
                with self.lock:
                    if not self._ending.is_set():
                        self.start()
