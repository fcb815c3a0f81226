from __future__ import annotations

import asyncio
import threading
import time
from contextlib import ExitStack

from bot.bus.memory import MemoryDoorbell
from bot.edge.listeners import EVERYTHING, Listeners


def test_a_ring_from_another_thread_wakes_the_stream_at_once() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "log")

    async def wait() -> float:
        with listeners.listen("c_1", most=1) as listener:
            threading.Timer(0.05, bell.ring, ("log", "c_1", 1)).start()
            began = time.perf_counter()
            await listener.wait(5)
            return time.perf_counter() - began

    assert asyncio.run(wait()) < 1


def test_a_ring_between_two_waits_is_not_lost() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "log")

    async def wait() -> float:
        with listeners.listen("c_1", most=1) as listener:
            await listener.wait(0.01)
            bell.ring("log", "c_1", 1)
            began = time.perf_counter()
            await listener.wait(5)
            return time.perf_counter() - began

    assert asyncio.run(wait()) < 1


def test_other_conversations_topics_and_deaf_listeners_are_not_woken() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "log")

    async def wait() -> list[bool]:
        with (
            listeners.listen("c_1", most=1) as one,
            listeners.listen(EVERYTHING, most=1) as all_of_it,
            listeners.listen(EVERYTHING, most=2, hears=lambda _, conversation_id: conversation_id == "c_9") as some,
        ):
            bell.ring("log", "c_2", 1)
            bell.ring("queue", "c_1", 1)
            await asyncio.sleep(0.01)
            return [one._news.is_set(), all_of_it._news.is_set(), some._news.is_set()]

    assert asyncio.run(wait()) == [False, True, False]


def test_typing_is_handed_over_once() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "typing")

    async def hear() -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
        with listeners.listen("c_1", most=1) as listener:
            bell.ring("typing", "c_1", -2)
            await listener.wait(1)
            return listener.typing(), listener.typing()

    assert asyncio.run(hear()) == ([("c_1", -2)], [])


def test_above_the_limit_the_oldest_stream_gives_way() -> None:
    listeners = Listeners(MemoryDoorbell(), "log")

    async def open_three() -> list[bool]:
        with ExitStack() as stack:
            opened = [stack.enter_context(listeners.listen("c_1", most=2)) for _ in range(3)]
            return [listener.closed for listener in opened]

    assert asyncio.run(open_three()) == [True, False, False]


def test_closing_ends_the_open_streams_and_every_later_one() -> None:
    listeners = Listeners(MemoryDoorbell(), "log")

    async def close() -> list[bool]:
        with listeners.listen("c_1", most=4) as early:
            threading.Timer(0.02, listeners.close).start()
            await asyncio.wait_for(early.wait(60), 5)
            with listeners.listen("c_1", most=4) as late:
                return [early.closed, late.closed]

    assert asyncio.run(close()) == [True, True]


def test_nothing_is_left_when_the_streams_have_gone() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "log")

    async def come_and_go() -> int:
        with listeners.listen("c_1", most=4):
            return listeners.count()

    assert asyncio.run(come_and_go()) == 1
    assert listeners.count() == 0


def test_a_ring_after_the_loop_has_ended_hurts_nobody() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "log")
    stack = ExitStack()

    async def come() -> None:
        stack.enter_context(listeners.listen("c_1", most=4))

    asyncio.run(come())
    listeners._ring("log", "c_1", 1)
    stack.close()
    assert listeners.count() == 0
