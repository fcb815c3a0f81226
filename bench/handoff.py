"""Measures the hand-off on a busy helpline, over real sockets against the real program. `bot bench handoff` prints it."""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
import time
import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import httpx2
from pydantic import SecretStr
from rich.console import Console
from rich.progress import Progress

from bench.claims import claim_together
from bench.handoff_world import Helpline, Size, Staff, Young, fill
from bench.measured import Measured, machine, print_table
from bench.open_streams import OpenStream, many_files, open_stream
from bench.served import Served, served
from bot.console.session import cookie_name
from bot.console.settings import ConsoleSettings
from bot.settings import Settings
from bot.store.keys import MasterKeys

FULL: Final = Size(young=1000, waiting=200, counsellors=46, supervisors=4, long=1000)
QUICK: Final = Size(young=60, waiting=20, counsellors=8, supervisors=2, long=200)
DANGER: Final = "i am going to end my life tonight"
CHATTER: Final = "ok. and what do i do about my phone"
EVERYTHING: Final = 2**31 - 1  # has been read
_LATE: Final = 10.0  # seconds after which a console is taken not to have seen it
_SETTLE: Final = 0.3  # seconds between two measurements
_OPEN_AT_ONCE: Final = 25


class RaceError(Exception):
    """Not exactly one won, or not all others were told who."""

    def __init__(self, winners: int, names: int) -> None:
        super().__init__(f"{winners} won the same conversation, and the others were told {names} names.")


class Bench:
    """One helpline, all its streams open."""

    def __init__(self, server: Served, helpline: Helpline, progress: Progress) -> None:
        self.server, self.helpline, self.progress = server, helpline, progress
        self.chance = random.Random(11)
        self.seen: dict[int, float] = {}
        self.all_seen = asyncio.Event()
        self.wanted: re.Pattern[bytes] | None = None
        self.consoles: list[OpenStream] = []
        self.tabs: list[OpenStream] = []
        self.desks = [_desk(server, one) for one in helpline.staff]
        self.young = _client(server.web, {})

    async def open_all(self) -> None:
        """Every young person's tab, every console."""
        everybody = [*self.helpline.waiting, *self.helpline.with_bot]
        task = self.progress.add_task("opening streams", total=len(everybody) + len(self.desks))
        for start in range(0, len(everybody), _OPEN_AT_ONCE):
            batch = everybody[start : start + _OPEN_AT_ONCE]
            self.tabs += await asyncio.gather(*(self._tab(one) for one in batch))
            self.progress.advance(task, len(batch))
        for number, one in enumerate(self.helpline.staff):
            self.consoles.append(await self._console(number, one))
            self.progress.advance(task)

    async def _tab(self, young: Young) -> OpenStream:
        path = f"/api/conversations/{young.id}/events?after={young.last_seq}"
        return await open_stream(self.server.web_port, path, f"Authorization: Bearer {young.token}")

    async def _console(self, number: int, staff: Staff) -> OpenStream:
        def hears(event: bytes, at: float) -> None:
            if self.wanted and number not in self.seen and self.wanted.search(event):
                self.seen[number] = at
                if len(self.seen) == len(self.helpline.staff):
                    self.all_seen.set()

        return await open_stream(self.server.console_port, "/api/events", f"Cookie: {_cookie(staff)}", hears)

    async def danger(self, rounds: int) -> Measured:
        """A T0 message from a young person until each console has it in its queue."""
        measured = Measured("T0 message on every console", 250)
        task = self.progress.add_task("T0 messages", total=rounds)
        for young in self.chance.sample(self.helpline.with_bot, rounds):
            self.seen = {}
            self.all_seen.clear()
            told = rf'"id":"{re.escape(young.id)}","label":"[^"]*","owner":"waiting","tier":"T0"'
            self.wanted = re.compile(told.encode())
            sent_at = time.perf_counter()
            await self.say(young, DANGER)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.all_seen.wait(), _LATE)
            late = [_LATE] * (len(self.consoles) - len(self.seen))
            measured.times.extend(1000 * spent for spent in [*(at - sent_at for at in self.seen.values()), *late])
            self.wanted = None
            await self._take_and_close(young)
            self.progress.advance(task)
            await asyncio.sleep(_SETTLE + self.chance.random() * _SETTLE)
        return measured

    async def open_long(self, rounds: int) -> Measured:
        """The whole of a conversation with many messages, as a counsellor opens it."""
        measured = Measured("opening the long conversation", 200)
        task = self.progress.add_task("opening a long conversation", total=rounds)
        for number in range(rounds):
            desk = self.desks[number % len(self.desks)]
            began = time.perf_counter()
            answer = await desk.get(f"/api/conversations/{self.helpline.long.id}")
            measured.times.append(1000 * (time.perf_counter() - began))
            answer.raise_for_status()
            self.progress.advance(task)
            await asyncio.sleep(_SETTLE)
        return measured

    async def race(self, rounds: int) -> Measured:
        """All counsellors claim the next one at the same moment: until each knows who has it."""
        racers = [one for one in self.helpline.staff if not one.supervises]
        measured = Measured(f"{len(racers)} claims of one: each knows who has it", 250)
        task = self.progress.add_task("claims", total=rounds)
        for _ in range(rounds):
            queue = (await self.desks[0].get("/api/queue")).json()
            wanted = f"/api/conversations/{queue['next']}"
            answers = await claim_together(self.server.console_port, f"{wanted}/claim", [_cookie(one) for one in racers])
            won = [number for number, answer in enumerate(answers) if answer.won]
            told = {answer.by for answer in answers if not answer.won}
            if len(won) != 1 or told != {racers[won[0]].name}:
                raise RaceError(len(won), len(told))
            measured.times.extend(answer.spent for answer in answers)
            winner = self.desks[won[0]]
            for act in (f"{wanted}/close", "/api/pause", "/api/resume"):  # a rested winner may win again
                body = {"kind": "break"} if act.endswith("pause") else {"read_up_to": EVERYTHING}
                (await winner.post(act, json=body)).raise_for_status()
            self.progress.advance(task)
            await asyncio.sleep(_SETTLE)
        return measured

    async def chatter(self, a_second: float) -> None:
        """What a busy evening sounds like meanwhile: somebody of those who wait writes, and the bot keeps them company."""
        while True:
            await asyncio.sleep(self.chance.expovariate(a_second))
            await self.say(self.chance.choice(self.helpline.waiting), CHATTER)

    async def say(self, young: Young, text: str) -> None:
        """One message, until it is acknowledged. A conversation that was closed takes none."""
        body = {"client_id": uuid.uuid4().hex, "text": text}
        headers = {"Authorization": f"Bearer {young.token}"}
        await self.young.post(f"/api/conversations/{young.id}/messages", json=body, headers=headers)

    async def _take_and_close(self, young: Young) -> None:
        supervisor = self.desks[-1]
        for act in ("step-in", "close"):
            (await supervisor.post(f"/api/conversations/{young.id}/{act}", json={"read_up_to": EVERYTHING})).raise_for_status()

    async def close(self) -> None:
        """End every stream and connection."""
        for stream in (*self.tabs, *self.consoles):
            stream.close()
        for client in (*self.desks, self.young):
            await client.aclose()


def _cookie(staff: Staff) -> str:
    return f"{cookie_name(ConsoleSettings())}={staff.token}"


def _desk(server: Served, staff: Staff) -> httpx2.AsyncClient:
    headers = {"Cookie": _cookie(staff), "Sec-Fetch-Site": "same-origin"}
    return _client(server.console, headers)


def _client(address: str, headers: dict[str, str]) -> httpx2.AsyncClient:
    """Lets go of a connection before the server does: a request that meets its end would fail, and no browser shows that."""
    return httpx2.AsyncClient(base_url=address, headers=headers, timeout=30, limits=httpx2.Limits(keepalive_expiry=2))


def bench(settings: Settings, out: Console, *, quick: bool, chatter: float) -> bool:
    """Print the table; whether every target was met."""
    size = QUICK if quick else FULL
    with many_files(), tempfile.TemporaryDirectory() as folder, Progress(console=out) as progress:
        own = settings.model_copy(
            update={"home": Path(folder), "database_url": "", "master_key": SecretStr(MasterKeys.generate())}
        )
        before = machine(Path(folder))
        task = progress.add_task("filling a helpline", total=size.young)
        helpline = fill(own, size, lambda: progress.advance(task))
        with served(own) as server:
            measured = asyncio.run(_measure(Bench(server, helpline, progress), quick=quick, chatter=chatter))
        after = machine(Path(folder))
    print_table(measured, out)
    people = (
        f"{size.young} young persons' streams, {size.waiting} of them waiting, {size.counsellors + size.supervisors} consoles"
    )
    out.print(f"{people}, {chatter:g} other messages a second, {size.long} messages in the long conversation", soft_wrap=True)
    out.print(f"before: {before}", soft_wrap=True)
    out.print(f"after:  {after}", soft_wrap=True)
    return all(one.is_met for one in measured)


async def _measure(bench: Bench, *, quick: bool, chatter: float) -> list[Measured]:
    await bench.open_all()
    talking = asyncio.create_task(bench.chatter(chatter)) if chatter else None
    try:
        await asyncio.sleep(2 if quick else 10)  # what is due at the start is not what is measured
        rounds = 10 if quick else 60
        measured = [await bench.danger(rounds), await bench.open_long(rounds // 2), await bench.race(rounds // 3)]
        ended = sum(stream.lost for stream in (*bench.tabs, *bench.consoles))
        if ended:
            measured[0] = replace(measured[0], what=f"{measured[0].what} ({ended} streams ended)")
        return measured
    finally:
        if talking:
            talking.cancel()
        await bench.close()
