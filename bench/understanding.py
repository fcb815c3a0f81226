"""How long one message takes to be understood: rules and model, on one core. `python -m bench.understanding [--lines N]`.

Beside the clock stands the time that the core itself worked: what the clock would show on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from bench.measured import Measured, machine
from bot.app import DATA, ROOT, build_screen
from bot.evaluation.cases import read_cases
from bot.safety.situations import load_situations
from bot.services.ports import Screen
from bot.settings import Settings

CASES: Final = ROOT / "tests/understanding/validation"
LINES: Final = 400
MEDIAN, P99, LONG_MEDIAN = 12.0, 40.0, 60.0  # milliseconds
LONG: Final = 2000  # characters
LONG_LINES: Final = 20
_FIRST: Final = 20  # messages of a process fill its caches


def main() -> None:
    """Print the median and the 99th percentile, of messages as they come and of long ones."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=LINES, help="messages to read, evenly from the validation cases")
    lines = asked.parse_args().lines
    out, screen = Console(), build_screen(Settings())
    texts = [case.text for case in read_cases(CASES, load_situations(DATA / "risk/situations.yml"))]
    every = max(1, len(texts) // lines)
    for text in texts[1 : _FIRST + 1]:
        screen.assess(text)
    with tempfile.TemporaryDirectory() as folder:
        out.print(machine(Path(folder)), soft_wrap=True)
    table = Table("what", "n", "median ms", "p99 ms", "core: median", "core: p99", "target")
    for what, target, said in (
        ("a message", f"median {MEDIAN:.0f}, p99 {P99:.0f}", texts[::every][:lines]),
        (f"{LONG} characters", f"median {LONG_MEDIAN:.0f}", list(_long(texts))),
    ):
        clock, core = _time(screen, said, what)
        table.add_row(what, str(len(said)), *_told(clock), *_told(core), target)
    out.print(table)


def _long(texts: list[str]) -> Iterator[str]:
    """Messages as long as one may be, each of other sentences."""
    for n in range(LONG_LINES):
        told = ". ".join(texts[n::LONG_LINES])
        yield told[:LONG]


def _time(screen: Screen, texts: Iterable[str], what: str) -> tuple[Measured, Measured]:
    clock, core = Measured(what, P99), Measured(what, P99)
    for text in texts:
        began, worked = time.perf_counter(), time.thread_time()
        screen.assess(text)
        clock.times.append(1000 * (time.perf_counter() - began))
        core.times.append(1000 * (time.thread_time() - worked))
    return clock, core


def _told(measured: Measured) -> tuple[str, str]:
    return f"{statistics.median(measured.times):.1f}", f"{measured.p99:.1f}"


if __name__ == "__main__":
    main()
