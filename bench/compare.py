"""Loads the running system, and beside it stock Rasa, in turn on the same core. `bot bench` prints a table and draws charts."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress

from bench.charts import draw
from bench.load import for_long, together
from bench.measured import machine
from bench.process import megabytes
from bench.result import Result
from bench.stock import NoTwinError, install
from bench.systems import StockRasa, System, Unhook
from bench.table import show
from bot.logs import quiet_libraries
from bot.settings import Settings

POINTS: Final = (5, 50, 500, 1000)  # turns
AT_ONCE: Final = 8
_PEOPLE: Final = 56  # so many that none writes faster than people may (bot/web/settings.py)
_FIRST: Final = "hi"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is said."""

    alone: int = 200  # messages of one chat at a time
    crowd: int = 1200  # messages, eight at once
    turns: int = 1000  # of the long conversation


def bench(settings: Settings, size: Size, out: Console, *, twin: bool, python: str | None, folder: Path) -> None:
    """Measure, print, draw. Where the twin cannot be had the table says why."""
    quiet_libraries()
    cores = sorted(os.sched_getaffinity(0))
    core = cores[-1] if len(cores) > 1 else None
    if core is not None:
        os.sched_setaffinity(0, set(cores[:-1]))  # who measures must not take from what is measured
    systems: list[System] = [Unhook(settings)]
    without = "left out, as asked"
    if twin:
        try:
            out.print("Stock Rasa: installing and training it, where that has not been done. It takes minutes, once.")
            systems.append(StockRasa(install(python)))
        except NoTwinError as why:
            without = str(why)
    with tempfile.TemporaryDirectory() as probed:
        before = machine(Path(probed))
        with Progress(console=out) as progress:
            results = [asyncio.run(_measure(system, core, size, progress)) for system in systems]
        after = machine(Path(probed))
    show(results, None if len(systems) > 1 else without, out)
    out.print(f"before: {before}", soft_wrap=True)
    out.print(f"after:  {after}", soft_wrap=True)
    out.print(f"One core each: {core if core is not None else 'not pinned, there is only one'}.", soft_wrap=True)
    for drawn in draw(results, folder):
        out.print(f"Drawn: {drawn}", soft_wrap=True)


async def _measure(system: System, core: int | None, size: Size, progress: Progress) -> Result:
    points = [point for point in POINTS if point < size.turns] + [size.turns]
    task = progress.add_task(system.name, total=_PEOPLE + size.alone + size.crowd + size.turns)

    def told() -> None:
        progress.advance(task)

    with system.serve(core) as running:
        async with running.talkers(_PEOPLE) as people:
            first = await people[0].say(_FIRST)
            idle = megabytes(running.pid)
            for one in people[1:]:  # the greeting is the same for everybody, and is not what is measured
                await one.say(_FIRST)
                told()
            alone = await together(people, 1, size.alone, system.sayings, told)
            crowd = await together(people, AT_ONCE, size.crowd, system.sayings, told)
            async with running.talkers(1) as (one,):
                turns, lost = await for_long(one, points, system.sayings, told)
            return Result(
                system.name,
                system.trained_in,
                running.ready_in,
                running.ready_in + first,
                idle,
                alone,
                crowd,
                turns,
                lost,
                megabytes(running.pid),
            )
