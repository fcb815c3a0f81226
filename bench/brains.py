"""How much more two brains answer than one: `python -m bench.brains`. Each on a core of its own, on one PostgreSQL.

So many conversations wait with one message each; it is timed how long they take to be answered, by one brain and by two, in
turn. The database and whoever measures take their share of the same cores.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from rich.console import Console
from sqlalchemy import Engine, create_engine, text

from bench.conversation import SAYINGS
from bench.measured import machine
from bench.served import served
from bot.app import open_deps
from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.settings import Settings
from bot.store.keys import MasterKeys
from tests.postgres import PostgresServer

GOAL: Final = 1.8
WARM: Final = 20  # answers of each round before the clock starts
_LOOKS_EVERY: Final = 0.1  # seconds


def main() -> None:
    """Exit with 1 when the goal was missed."""
    options = argparse.ArgumentParser(prog="python -m bench.brains", description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--messages", type=int, default=400, help="of each round")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    out, cores = Console(), sorted(os.sched_getaffinity(0))
    database = PostgresServer()
    try:
        with tempfile.TemporaryDirectory() as folder:
            own = {"home": Path(folder), "database_url": database.url, "master_key": SecretStr(MasterKeys.generate())}
            settings = Settings().model_copy(update=own)
            deps, engine = open_deps(settings), create_engine(database.url)
            rates: dict[int, list[float]] = {1: [], 2: []}
            for _ in range(chosen.rounds):
                for brains, found in rates.items():
                    warm, counted = _written(deps, WARM * brains), _written(deps, chosen.messages)
                    with ExitStack() as running:
                        for number in range(brains):
                            running.enter_context(served(settings, cores[number % len(cores)], "brain"))
                        _answered(deps, engine, warm)
                        found.append(_answered(deps, engine, counted))
                    out.print(f"{brains} brain{'s' * (brains > 1)}: {found[-1]:.1f} answers a second")
            out.print(machine(Path(folder)), soft_wrap=True)
    finally:
        database.remove()
    times = statistics.median(rates[2]) / statistics.median(rates[1])
    out.print(f"two over one: {times:.2f} (goal: {GOAL:g}): {'met' if times >= GOAL else 'missed'}")
    sys.exit(times < GOAL)


def _written(deps: Deps, messages: int) -> list[tuple[str, int]]:
    """One message in each of so many conversations, while no brain runs; none is owed yet."""
    ids = []
    for number in range(messages):
        conversation, _ = start_conversation(deps)
        said = receive(deps, conversation.id, client_id=f"m-{number}", text=SAYINGS[number % len(SAYINGS)]).message
        with deps.store.write() as tx:
            tx.mark_handled(conversation.id, said.seq)
        ids.append((conversation.id, said.seq))
    return ids


def _answered(deps: Deps, engine: Engine, ids: list[tuple[str, int]]) -> float:
    """Answers a second, after the first ones. All of them become owed in one moment."""
    first = len(ids)
    with deps.store.write() as tx:
        for conversation, seq in ids:
            tx.owe_again(conversation, seq)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        left = len(ids)
        began = time.perf_counter()
        while left:
            time.sleep(_LOOKS_EVERY)
            now = connection.execute(text("SELECT count(*) FROM messages WHERE NOT handled")).scalar_one()
            if left == len(ids) > now:  # nobody rang: the clock starts when a brain has looked by itself
                first, began = now, time.perf_counter()
            left = now
        return first / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
