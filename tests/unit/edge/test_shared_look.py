"""One look for all who ask together, and never an old one for who asks anew."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.edge.few_threads import FewThreads
from bot.edge.shared_look import SharedLook


class Looks:
    """Counts, and can be held up."""

    def __init__(self) -> None:
        self.count = 0
        self.gate = threading.Event()
        self.gate.set()
        self.fails = False

    def __call__(self) -> int:
        self.count += 1
        mine = self.count
        assert self.gate.wait(10)
        if self.fails:
            raise ConnectionError
        return mine


async def until(what: Callable[[], bool]) -> None:
    for _ in range(2000):
        if what():
            return
        await asyncio.sleep(0.002)
    raise AssertionError


def test_fifty_who_ask_together_cost_one_look() -> None:
    looks = Looks()

    async def run() -> list[int]:
        shared = SharedLook(looks)
        return list(await asyncio.gather(*(shared() for _ in range(50))))

    assert asyncio.run(run()) == [1] * 50


def test_who_asks_during_a_look_gets_the_next_one_which_they_share() -> None:
    looks = Looks()

    async def run() -> list[int]:
        shared = SharedLook(looks)
        looks.gate.clear()
        first = asyncio.ensure_future(shared())
        await until(lambda: looks.count == 1)
        later = [asyncio.ensure_future(shared()) for _ in range(20)]
        await asyncio.sleep(0.02)
        looks.gate.set()
        return [await first, *(await asyncio.gather(*later))]

    assert asyncio.run(run()) == [1] + [2] * 20
    assert looks.count == 2


def test_one_who_goes_away_does_not_end_the_look_of_the_others() -> None:
    looks = Looks()

    async def run() -> int:
        shared = SharedLook(looks)
        looks.gate.clear()
        gone, stays = asyncio.ensure_future(shared()), asyncio.ensure_future(shared())
        await until(lambda: looks.count == 1)
        gone.cancel()
        await asyncio.sleep(0)
        looks.gate.set()
        return await stays

    assert asyncio.run(run()) == 1


def test_a_fault_is_told_to_all_who_asked_and_the_next_look_is_a_new_one() -> None:
    looks = Looks()

    async def run() -> int:
        shared = SharedLook(looks)
        looks.fails = True
        told = await asyncio.gather(shared(), shared(), return_exceptions=True)
        assert [type(one) for one in told] == [ConnectionError, ConnectionError]
        with pytest.raises(ConnectionError):
            await shared.lately(60)
        looks.fails = False
        return await shared.lately(60)

    assert asyncio.run(run()) == 3


def test_who_need_not_know_the_newest_gets_what_was_seen_lately_or_a_new_look() -> None:
    looks = Looks()

    async def run() -> list[int]:
        shared = SharedLook(looks)
        return [await shared.lately(60), await shared.lately(60), await shared(), await shared.lately(60), await shared.lately(0)]

    assert asyncio.run(run()) == [1, 1, 2, 2, 3]


def test_a_few_threads_run_no_more_calls_at_once_than_they_are() -> None:
    running, most, lock = 0, 0, threading.Lock()
    pause = threading.Event()

    def call(number: int, *, twice: bool) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        pause.wait(0.01)
        with lock:
            running -= 1
        return number * 2 if twice else number

    async def run() -> list[int]:
        threads = FewThreads(3)
        return list(await asyncio.gather(*(threads.run(call, number, twice=True) for number in range(12))))

    assert asyncio.run(run()) == [2 * number for number in range(12)]
    assert 1 < most <= 3
