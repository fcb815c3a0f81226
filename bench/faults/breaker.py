"""Carries out a plan: breaks one thing, lets it be broken for as long as the plan says, and mends it."""

from __future__ import annotations

import itertools
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from bench.faults.bad_network import Weather
from bench.faults.house import FINE, SKEW, House
from bench.faults.plan import Fault, Kind
from bench.faults.records import Span
from bot.understanding.archive import newest

BAD: Final = Weather()
CUT: Final = Weather(delay=(0, 0), cuts=1.0, holds=0)
UP_WITHIN: Final = 180.0  # seconds after a fault; so long a supervisor may try


class NotUpError(Exception):
    """After a fault a process did not come up again."""


@dataclass
class Breaker:
    """Breaks a house until it is told to end. What is broken is always mended, also at the end."""

    house: House
    ending: Event = field(default_factory=Event)
    spans: list[Span] = field(default_factory=list)
    swaps: Iterator[int] = field(default_factory=itertools.count)

    def run(self, plan: Iterator[Fault], told: Callable[[str], None]) -> None:
        """One fault after the other. Raises NotUpError."""
        for fault in plan:
            if self.ending.wait(fault.after):
                return
            told(f"{fault.kind.value} {fault.target}".strip())
            began = time.monotonic()
            _WAYS[fault.kind](self, fault)
            whole = self.house.wait_until_up(UP_WITHIN)
            self.spans.append(Span(fault.kind.value, began, time.monotonic()))
            if not whole:
                down = [one.name for one in self.house.processes.values() if not one.is_up]
                raise NotUpError(f"{', '.join(down)} did not come up after: {fault.kind.value}")

    def kill(self, fault: Fault) -> None:
        self.house.processes[fault.target].signal(signal.SIGKILL)
        time.sleep(0.2)

    def freeze(self, fault: Fault) -> None:
        process = self.house.processes[fault.target]
        process.signal(signal.SIGSTOP)
        self.ending.wait(fault.lasts)
        process.signal(signal.SIGCONT)

    def restart(self, _: Fault) -> None:
        """A new version is rolled out: one process after the other, each only when the one before is up."""
        for process in self.house.processes.values():
            process.restart()

    def swap(self, _: Fault) -> None:
        """A newly trained model is put beside the old one; the processes that read it are started again in turn."""
        old = newest(self.house.models)
        shutil.copy(old, self.house.models / f"swap-{next(self.swaps)}.tar.gz")
        old.unlink()
        for process in self.house.processes.values():
            if process.role in {"all", "web", "brain"}:
                process.restart()

    def skew(self, fault: Fault) -> None:
        process = self.house.processes[fault.target]
        process.restart("bench.faults.skewed", {SKEW: str(fault.skew)})
        self.ending.wait(fault.lasts)
        process.restart("bot", {SKEW: "0"})

    def database(self, fault: Fault) -> None:
        self.house.database.take_away()
        self.ending.wait(fault.lasts)
        self.house.database.give_back()

    def disk(self, fault: Fault) -> None:
        self.house.disk.fill()
        self.ending.wait(fault.lasts)
        self.house.disk.clear()
        self.house.database.give_back()  # a server that cannot write its journal ends

    def network(self, fault: Fault) -> None:
        doors = [door for face in self.house.doors.values() for door in face]
        for door in doors:
            door.weather = BAD
        self.ending.wait(fault.lasts)
        for door in doors:
            door.weather = FINE

    def doorbell(self, fault: Fault) -> None:
        if self.house.valkey:
            self.house.valkey.stop()
            self.ending.wait(fault.lasts)
            self.house.valkey.start()

    def line(self, fault: Fault) -> None:
        for line in self.house.lines[fault.target]:
            line.weather = CUT
        self.ending.wait(fault.lasts)
        for line in self.house.lines[fault.target]:
            line.weather = FINE

    def cable(self, fault: Fault) -> None:
        self.house.hosts[fault.target].pull()
        self.ending.wait(fault.lasts)
        self.house.hosts[fault.target].plug()


_WAYS: Final[Mapping[Kind, Callable[[Breaker, Fault], None]]] = {
    Kind.KILL: Breaker.kill,
    Kind.FREEZE: Breaker.freeze,
    Kind.RESTART: Breaker.restart,
    Kind.MODEL: Breaker.swap,
    Kind.CLOCK: Breaker.skew,
    Kind.DATABASE: Breaker.database,
    Kind.DISK: Breaker.disk,
    Kind.NETWORK: Breaker.network,
    Kind.DOORBELL: Breaker.doorbell,
    Kind.LINE: Breaker.line,
    Kind.CABLE: Breaker.cable,
}
