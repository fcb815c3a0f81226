"""The doorbell of one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.bus.memory import MemoryDoorbell


def test_a_ring_reaches_those_who_listen_to_its_topic() -> None:
    doorbell, heard = MemoryDoorbell(), []
    doorbell.subscribe("log", lambda talk, seq: heard.append((talk, seq)))
    doorbell.ring("work", "c_1", 1)
    doorbell.ring("log", "c_1", 2)
    assert heard == [("c_1", 2)]


def test_after_unsubscribing_nothing_is_heard_and_the_others_still_hear() -> None:
    doorbell, left, stayed = MemoryDoorbell(), [], []
    leave = doorbell.subscribe("log", lambda _, seq: left.append(seq))
    doorbell.subscribe("log", lambda _, seq: stayed.append(seq))
    leave()
    leave()
    doorbell.ring("log", "c_1", 1)
    assert (left, stayed) == ([], [1])


def test_a_listener_may_leave_while_it_is_rung() -> None:
    doorbell, heard = MemoryDoorbell(), []

    def once(_: str, seq: int) -> None:
        heard.append(seq)
        leave()

    leave = doorbell.subscribe("log", once)
    doorbell.ring("log", "c_1", 1)
    doorbell.ring("log", "c_1", 2)
    assert heard == [1]


def test_a_listener_that_fails_stops_nobody_and_leaks_no_text(caplog: pytest.LogCaptureFixture) -> None:
    doorbell, heard = MemoryDoorbell(), []

    def fail(_: str, seq: int) -> None:
        raise RuntimeError(f"private {seq}")

    doorbell.subscribe("log", fail)
    doorbell.subscribe("log", lambda _, seq: heard.append(seq))
    doorbell.ring("log", "c_1", 1)
    assert heard == [1]
    assert "listener_failed" in caplog.text
    assert "private" not in caplog.text


def test_many_threads_may_ring_and_listen_at_once() -> None:
    doorbell, heard = MemoryDoorbell(), []
    doorbell.subscribe("log", lambda _, seq: heard.append(seq))

    def come_and_go(seq: int) -> None:
        leave = doorbell.subscribe("log", lambda _talk, _seq: None)
        doorbell.ring("log", "c_1", seq)
        leave()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(come_and_go, range(500)))
    assert sorted(heard) == list(range(500))
