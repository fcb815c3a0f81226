"""What an open page weighs that nobody writes in: `python -m bench.idle_streams`. One process, as `bot run` comes."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from rich.console import Console

from bench.measured import machine
from bench.open_streams import OpenStream, many_files, open_stream
from bench.process import megabytes
from bench.served import Served, served
from bot.app import open_deps
from bot.services.start_conversation import start_conversation
from bot.settings import Settings
from bot.store.keys import MasterKeys

GOAL: Final = 40.0  # KB for each
WARM: Final = 100  # streams that were opened and ended before: what the first ones need once is not counted
_AT_ONCE: Final = 25
_SETTLE: Final = 60.0  # seconds in which idle streams find their pace


def main() -> None:
    """Exit with 1 when the goal was missed."""
    options = argparse.ArgumentParser(prog="python -m bench.idle_streams", description=__doc__)
    options.add_argument("--streams", type=int, default=1500)
    chosen = options.parse_args()
    out = Console()
    with tempfile.TemporaryDirectory() as folder, many_files():
        own = {"home": Path(folder), "database_url": "", "master_key": SecretStr(MasterKeys.generate())}
        settings = Settings().model_copy(update=own)
        deps = open_deps(settings)
        talks = [(one.id, token) for one, token in (start_conversation(deps) for _ in range(chosen.streams))]
        with served(settings) as server:
            each = asyncio.run(_weigh(server, talks, out))
        out.print(machine(Path(folder)), soft_wrap=True)
    met = each <= GOAL
    out.print(f"{chosen.streams} idle streams: {each:.1f} KB each (goal: {GOAL:g}): {'met' if met else 'missed'}")
    sys.exit(not met)


async def _weigh(server: Served, talks: list[tuple[str, str]], out: Console) -> float:
    for stream in await _open(server, talks[:WARM]):
        stream.close()
    await asyncio.sleep(_SETTLE / 4)
    before = megabytes(server.pid)
    began = time.perf_counter()
    streams = await _open(server, talks)
    out.print(f"{len(streams)} streams opened in {time.perf_counter() - began:.1f} s")
    await asyncio.sleep(_SETTLE)
    after = megabytes(server.pid)
    lost = sum(stream.lost for stream in streams)
    out.print(f"{before:.0f} MB before, {after:.0f} MB with all of them, {lost} ended by themselves")
    for stream in streams:
        stream.close()
    return 1024 * (after - before) / len(talks)


async def _open(server: Served, talks: list[tuple[str, str]]) -> list[OpenStream]:
    found: list[OpenStream] = []
    for start in range(0, len(talks), _AT_ONCE):
        found += await asyncio.gather(
            *(
                open_stream(server.web_port, f"/api/conversations/{one}/events", f"Authorization: Bearer {token}")
                for one, token in talks[start : start + _AT_ONCE]
            )
        )
    return found


if __name__ == "__main__":
    main()
