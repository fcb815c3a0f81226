"""Times one conversation through the real pipeline: the screen, the database, Rasa. `bot bench` prints it."""

from __future__ import annotations

import os
import platform
import random
import resource
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.commands.talk import Line, open_talk
from bot.logs import quiet_libraries
from bot.settings import Settings

SAYINGS = (
    "he says hell send my pics to everyone i follow",
    "what if i just pay him",
    "is it my fault",
    "ok",
    "im scared of what my dad will say",
    "he wants more pics or he posts it",
    "can you keep this secret",
    "idk what to do",
    "thanks",
    "will he really do it",
)
WIDTH = 20  # turns around each point


def bench(settings: Settings, turns: int, out: Console) -> None:
    """Print the time of an answer near the start and near the end, what the process weighs, and how long it took to be ready."""
    quiet_libraries()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as home, closing(open_talk(settings, Path(home))) as talk:
        talk.play(Line(say="hi"))
        ready = time.perf_counter() - started
        chosen = random.Random(7)
        times = [talk.play(Line(say=chosen.choice(SAYINGS))).ms for _ in range(turns)]
    _print(times, ready, out)


def _print(times: list[float], ready: float, out: Console) -> None:
    table = Table("turns", "p50 ms", "p90 ms", "max ms")
    points = sorted({WIDTH, len(times) // 2, len(times)})
    for end in points:
        around = sorted(times[max(0, end - WIDTH) : end])
        table.add_row(
            f"{max(1, end - WIDTH + 1)}-{end}",
            f"{statistics.median(around):.1f}",
            f"{around[int(len(around) * 0.9) - 1]:.1f}",
            f"{around[-1]:.1f}",
        )
    out.print(table)
    first, last = statistics.median(times[:WIDTH]), statistics.median(times[-WIDTH:])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    out.print(f"last {WIDTH} turns cost {last / first:.2f} x the first {WIDTH}")
    out.print(f"first answer {ready:.1f} s after the start; {memory} MB at most")
    where = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite on disk"
    out.print(where, soft_wrap=True)
