"""Everybody who uses the program in a run: so many young persons at once until all is said, and the counsellors."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.faults.counsellor import Console
from bench.faults.house import House
from bench.faults.young import PACE, YoungPerson


@dataclass
class Crowd:
    """`messages`: how many young persons write in all. `at_once`: how many of them write at any moment.

    With `arrivals`, pairs of seconds and new conversations a second, they come as they come, whatever the program can bear.
    """

    house: House
    cookies: Sequence[tuple[str, str]]  # name and cookie of each counsellor
    seed: int
    messages: int
    at_once: int
    told: Callable[[int], None]  # how many are written
    pace: float = PACE  # seconds between two messages of one young person, in the mean
    arrivals: Sequence[tuple[float, float]] = ()
    people: list[YoungPerson] = field(default_factory=list)
    consoles: list[Console] = field(default_factory=list)
    written: int = 0

    async def run(self, until_whole: Callable[[], object]) -> None:
        """Write everything, call `until_whole`, and let each page hear what is still to come."""
        chance = random.Random(self.seed)
        for name, cookie in self.cookies:
            self.consoles.append(
                Console(name, cookie, self.house.addresses("console", random.Random(chance.random())), self.seed)
            )
        # One group: where a console or a page breaks, all of it ends at once, and says why.
        async with asyncio.TaskGroup() as everybody:
            working = [everybody.create_task(console.work()) for console in self.consoles]
            async with asyncio.TaskGroup() as leaving:
                async with asyncio.TaskGroup() as writing:
                    if self.arrivals:
                        await self._as_they_come(chance, writing, leaving)
                    for _ in range(0 if self.arrivals else self.at_once):
                        writing.create_task(self._one_after_the_other(chance, leaving))
                await asyncio.to_thread(until_whole)
            for task in working:
                task.cancel()

    async def _one_after_the_other(self, chance: random.Random, leaving: asyncio.TaskGroup) -> None:
        while self.written < self.messages:
            await self._talk(self._next(chance), leaving)

    async def _as_they_come(self, chance: random.Random, writing: asyncio.TaskGroup, leaving: asyncio.TaskGroup) -> None:
        clock = asyncio.get_running_loop().time
        for seconds, a_second in self.arrivals:
            until = clock() + seconds
            while (waits := chance.expovariate(a_second)) < until - clock():
                await asyncio.sleep(waits)
                writing.create_task(self._talk(self._next(chance), leaving))
            await asyncio.sleep(max(0.0, until - clock()))

    async def _talk(self, person: YoungPerson, leaving: asyncio.TaskGroup) -> None:
        """The whole of it. Who has said everything stays on the page for a while, and the next one need not wait for that."""
        await person.talk(self._may_write, self.pace)
        leaving.create_task(person.leave())

    def _next(self, chance: random.Random) -> YoungPerson:
        person = YoungPerson(len(self.people) + 1, self.house.addresses("web", random.Random(chance.random())), self.seed)
        self.people.append(person)
        return person

    def _may_write(self) -> bool:
        if self.written >= self.messages:
            return False
        self.written += 1
        self.told(self.written)
        return True
