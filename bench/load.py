"""The load itself: some who write at the same moment, and one who writes for very long."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bench.talkers import LostError, Talker

Told = Callable[[], None]  # called at each answer
AROUND = 5  # turns whose median stands for one


@dataclass(slots=True)
class Load:
    """What came of one load. Seconds."""

    times: list[float] = field(default_factory=list)
    lost: int = 0
    took: float = 0.0

    @property
    def a_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.took if self.took else 0.0

    def share(self, part: float) -> float:
        """The time that this part of all answers kept, such as 0.99."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


async def together(talkers: Sequence[Talker], at_once: int, messages: int, sayings: Sequence[str], told: Told) -> Load:
    """So many messages by all of them in turn, `at_once` of them on their way at any moment. The first of each is not counted."""
    load, chance = Load(), random.Random(7)
    left = iter(range(messages))
    free: asyncio.Queue[Talker] = asyncio.Queue()
    for talker in talkers:
        free.put_nowait(talker)

    async def write() -> None:
        for _ in left:
            talker = await free.get()
            try:
                load.times.append(await talker.say(chance.choice(sayings)))
            except LostError:
                load.lost += 1
            free.put_nowait(talker)
            told()

    began = time.perf_counter()
    await asyncio.gather(*(write() for _ in range(at_once)))
    load.took = time.perf_counter() - began
    return load


async def for_long(talker: Talker, points: Sequence[int], sayings: Sequence[str], told: Told) -> tuple[Mapping[int, float], int]:
    """One conversation up to the last of these turns: what an answer costs around each of them in seconds; how many were lost."""
    chance, times = random.Random(7), dict[int, float]()
    for turn in range(1, max(points) + 1):
        with suppress(LostError):
            times[turn] = await talker.say(chance.choice(sayings))
        told()
    around = {point: [times[turn] for turn in range(point - AROUND + 1, point + 1) if turn in times] for point in points}
    return {point: statistics.median(near) for point, near in around.items() if near}, max(points) - len(times)
