"""One run: a house, a crowd in it, a breaker, and at the end the check."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench.faults.breaker import Breaker
from bench.faults.checker import check
from bench.faults.crowd import Crowd
from bench.faults.evidence import stored
from bench.faults.house import House, house
from bench.faults.plan import PAUSE, Kind, draw
from bench.faults.records import Evidence, Stored
from bench.faults.report import Outcome
from bench.faults.small_disk import small_disk
from bench.faults.young import PACE
from bench.handoff_world import add_staff
from bot.app import open_deps, open_store
from bot.console.session import cookie_name
from bot.console.settings import ConsoleSettings
from bot.services.ports import Deps, Role
from bot.settings import Settings
from bot.store.keys import MasterKeys

STANDSTILL: Final = 60.0  # seconds without an answer: what is owed then stays owed


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run."""

    database: str  # "sqlite" or "postgresql"
    seed: int
    messages: int
    at_once: int = 40
    counsellors: int = 6
    pause: tuple[float, float] = PAUSE  # seconds from one fault to the next
    pace: float = PACE  # seconds between two messages of one young person, in the mean
    arrivals: Sequence[tuple[float, float]] = ()  # seconds, and new conversations a second meanwhile; empty: `at_once`
    kinds: Sequence[Kind] = tuple(Kind)  # those that the house does not have are left out


def run(order: Order, models: Path, out: Console) -> Outcome:
    """Carry it out, with a display of how far it is. Raises NotUpError."""
    key, staff = MasterKeys.generate(), list[tuple[str, str]]()
    began = time.monotonic()

    def settings(url: str, home: str) -> Settings:
        return Settings(home=Path(home), database_url=url, master_key=SecretStr(key), models=models)

    def prepare(url: str, home: str) -> None:
        with _opened(settings(url, home)) as deps:
            for number in range(order.counsellors):
                one = add_staff(deps, number, Role.COUNSELLOR)
                staff.append((one.name, f"{cookie_name(ConsoleSettings())}={one.token}"))

    out.print(f"{order.database}, seed {order.seed}: starting", soft_wrap=True)
    with small_disk() as disk, house(order.database, disk, models, key, prepare) as built:
        crowd, breaker = _play(order, built, staff, out)
        tabs = [one.tab for one in crowd.people if one.tab.conversation_id]
        with _opened(settings(built.database.url, str(disk.folder / "home"))) as deps:
            kept = _settled(deps, [tab.conversation_id for tab in tabs])
        evidence = Evidence(tabs, [one.desk for one in crowd.consoles], kept)
        processes = built.processes.values()
        return Outcome(
            database=order.database,
            seed=order.seed,
            took=time.monotonic() - began,
            hosts=built.where,
            processes=len(processes),
            starts=sum(one.starts for one in processes),
            spans=breaker.spans,
            stops=[took for one in processes for took in one.stops],
            left_out=[kind for kind in Kind if kind not in built.targets() or kind not in order.kinds],
            evidence=evidence,
            problems=check(evidence),
        )


@contextmanager
def _opened(settings: Settings) -> Iterator[Deps]:
    """What looks into the database, until the end of the block."""
    store = open_store(settings)
    try:
        yield open_deps(settings, store)
    finally:
        store.close()


def _settled(deps: Deps, ids: Sequence[str]) -> dict[str, Stored]:
    """What is stored once the bot owes nothing any more, or has not come further for a while."""
    fewest, until = sum(one.owed for one in stored(deps, ids).values()), time.monotonic() + STANDSTILL
    while True:
        kept = stored(deps, ids)
        owed = sum(one.owed for one in kept.values())
        if not owed or time.monotonic() > until:
            return kept
        if owed < fewest:
            fewest, until = owed, time.monotonic() + STANDSTILL
        time.sleep(1)


def _play(order: Order, built: House, staff: Sequence[tuple[str, str]], out: Console) -> tuple[Crowd, Breaker]:
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TextColumn("messages"), TimeElapsedColumn())
    with Progress(*columns, console=out) as progress:
        task = progress.add_task("all is well", total=order.messages)
        breaker = Breaker(built)
        crowd = Crowd(
            built,
            staff,
            order.seed,
            order.messages,
            order.at_once,
            told=lambda written: progress.update(task, completed=written),
            pace=order.pace,
            arrivals=order.arrivals,
        )
        targets = {kind: those for kind, those in built.targets().items() if kind in order.kinds}
        plan = draw(random.Random(order.seed).randrange(2**32), targets, order.pause) if targets else iter(())

        def told(now: str) -> None:
            progress.update(task, description=now)
            if not out.is_terminal:  # in a file the display would be seen at the end only
                out.print(f"{crowd.written} of {order.messages} messages: {now}", soft_wrap=True)

        async def everything() -> None:
            breaking = asyncio.create_task(asyncio.to_thread(breaker.run, plan, told))

            def until_whole() -> None:
                breaker.ending.set()
                built.wait_until_up(180)

            talking = asyncio.create_task(crowd.run(until_whole))
            await asyncio.wait({breaking, talking}, return_when=asyncio.FIRST_EXCEPTION)
            breaker.ending.set()
            if breaking.done() and breaking.exception():
                talking.cancel()
            await asyncio.gather(breaking, talking)

        asyncio.run(everything())
    return crowd, breaker
