"""Numbers of a benchmark as a table: median, p99, spread, and whether the target was met."""

from __future__ import annotations

import os
import platform
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

_P99: Final = 0.99
_PROBES: Final = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing that was timed many times. Milliseconds."""

    what: str
    target: float  # that 99 of 100 should keep
    times: list[float] = field(default_factory=list)

    @property
    def p99(self) -> float:
        """The time that 99 of 100 kept."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * _P99))]

    @property
    def is_met(self) -> bool:
        """Whether the target was kept."""
        return bool(self.times) and self.p99 <= self.target


def print_table(measured: list[Measured], out: Console) -> None:
    """Print all of it, and on which machine."""
    table = Table("what", "n", "median ms", "p99 ms", "shortest to longest", "target p99", "")
    for one in measured:
        verdict = "[green]met[/]" if one.is_met else "[red]missed[/]"
        spread = f"{min(one.times):.0f} to {max(one.times):.0f}"
        median, p99 = f"{statistics.median(one.times):.0f}", f"{one.p99:.0f}"
        table.add_row(one.what, str(len(one.times)), median, p99, spread, f"{one.target:.0f}", verdict)
    out.print(table)


def machine(folder: Path) -> str:
    """What it was measured on, and how busy that was: on a shared machine a number without it means nothing.

    A message is acknowledged when it is on the disk, so how long that takes is part of every number.
    """
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    written = [_write(folder / "probe") for _ in range(_PROBES)]
    disk = f"a write reaches the disk in {statistics.median(written):.1f} ms, {max(written):.0f} at most"
    cores, python = os.cpu_count(), platform.python_version()
    return f"{platform.machine()}, {cores} cores (load over 1, 5, 15 minutes: {busy}), {disk}, Python {python}, SQLite"


def _write(path: Path) -> float:
    with path.open("wb") as file:
        file.write(bytes(4096))
        file.flush()
        began = time.perf_counter()
        os.fsync(file.fileno())
        return 1000 * (time.perf_counter() - began)
