"""Everybody who uses the program in a run: so many young persons at once until all is said, and the counsellors."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.faults.counsellor import Console
from bench.faults.house import House
from bench.faults.young import YoungPerson


@dataclass
class Crowd:
    """`messages`: how many young persons write in all. `at_once`: how many of them write at any moment."""

    house: House
    cookies: Sequence[tuple[str, str]]  # name and cookie of each counsellor
    seed: int
    messages: int
    at_once: int
    told: Callable[[int], None]  # how many are written
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
            leaving: list[asyncio.Task[None]] = []
            async with asyncio.TaskGroup() as writing:
                for _ in range(self.at_once):
                    writing.create_task(self._one_after_the_other(chance, everybody, leaving))
            await asyncio.to_thread(until_whole)
            await asyncio.gather(*leaving)
            for task in working:
                task.cancel()

    async def _one_after_the_other(
        self, chance: random.Random, everybody: asyncio.TaskGroup, leaving: list[asyncio.Task[None]]
    ) -> None:
        while self.written < self.messages:
            person = YoungPerson(len(self.people) + 1, self.house.addresses("web", random.Random(chance.random())), self.seed)
            self.people.append(person)
            await person.talk(self._may_write)
            leaving.append(everybody.create_task(person.leave()))

    def _may_write(self) -> bool:
        if self.written >= self.messages:
            return False
        self.written += 1
        self.told(self.written)
        return True
