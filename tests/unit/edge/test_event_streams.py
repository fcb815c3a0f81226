from __future__ import annotations

import asyncio
import json
import logging
import time
from itertools import pairwise

import pytest

from bot.bus.memory import MemoryDoorbell
from bot.edge.keystrokes import Typist, is_typing
from bot.edge.listeners import Listeners
from bot.edge.streams import PING, Event, EventStream, cursor, follow


@pytest.mark.parametrize(
    ("last_event_id", "after", "expected"),
    [
        (None, 0, 0),
        (None, 7, 7),
        ("9", 7, 9),
        (" 9 ", 7, 9),
        ("0", 7, 0),
        ("", 7, 7),
        ("-1", 7, 7),
        ("nine", 7, 7),
        ("²", 7, 7),
        ("٩", 7, 7),
        ("1e3", 7, 7),
        ("9" * 400, 7, 7),
        ("9999999999", 7, 2**31 - 1),
    ],
)
def test_the_cursor_is_the_last_event_id_where_it_is_a_number(last_event_id: str | None, after: int, expected: int) -> None:
    assert cursor(last_event_id, after) == expected


def test_a_stream_pings_first_and_ends_when_there_is_nothing_left_to_look_at() -> None:
    listeners = Listeners(MemoryDoorbell(), "log")
    looks = iter([[Event("message", {"n": 1}, id=1)], [], None])

    async def look() -> list[Event] | None:
        return next(looks)

    async def run() -> list[Event]:
        with listeners.listen("c_1", most=1) as listener:
            return [event async for event in follow(listener, look, patience=lambda: 0.01, ping=15)]

    assert asyncio.run(run()) == [PING, Event("message", {"n": 1}, id=1)]


def test_silence_is_broken_by_pings_and_by_nothing_else() -> None:
    listeners = Listeners(MemoryDoorbell(), "log")
    looks = 0

    async def look() -> list[Event] | None:
        nonlocal looks
        looks += 1
        return None if looks == 40 else []

    async def run() -> list[Event]:
        with listeners.listen("c_1", most=1) as listener:
            return [event async for event in follow(listener, look, patience=lambda: 0.005, ping=0.05)]

    told = asyncio.run(run())
    assert set(map(id, told)) == {id(PING)}
    assert 2 <= len(told) <= 20


def test_a_burst_of_rings_is_gathered_into_few_looks() -> None:
    bell = MemoryDoorbell()
    listeners = Listeners(bell, "log")
    looked_at: list[float] = []

    async def look() -> list[Event] | None:
        looked_at.append(time.perf_counter())
        return None if len(looked_at) == 5 else []

    async def run() -> None:
        with listeners.listen("c_1", most=1) as listener:
            stream = asyncio.create_task(_drain(follow(listener, look, patience=lambda: 60, ping=60, pace=0.03)))
            while not stream.done():
                bell.ring("log", "c_1", 1)
                await asyncio.sleep(0.001)

    asyncio.run(run())
    assert all(later - earlier >= 0.029 for earlier, later in pairwise(looked_at))


async def _drain(stream) -> None:  # type: ignore[no-untyped-def]
    async for _ in stream:
        pass


def _send(events: list[Event]) -> list[bytes]:
    """Run the response as a server would, with a reader that never leaves."""
    sent: list[bytes] = []

    async def run() -> None:
        async def source():  # type: ignore[no-untyped-def]
            for event in events:
                yield event

        async def receive() -> dict[str, str]:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:  # type: ignore[type-arg]
            if message["type"] == "http.response.body":
                sent.append(message["body"])

        await EventStream(source())({"type": "http", "method": "GET"}, receive, send)  # type: ignore[arg-type]

    asyncio.run(run())
    return sent


def test_no_line_break_of_any_script_ends_an_event_early() -> None:
    text = "one\ntwo\r\nthree\u2028four\u2029five\x85"
    block = _send([Event("message", {"text": text}, id=5)])[0].decode()
    lines = block.splitlines()
    assert lines[:2] == ["id: 5", "event: message"]
    assert json.loads(lines[2].removeprefix("data: ")) == {"text": text}


def test_words_stay_out_of_the_log_even_at_its_most_talkative(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _send([Event("message", {"text": "pineapple"})])
    assert "pineapple" not in caplog.text


def test_a_reader_that_takes_nothing_is_let_go_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.edge.streams.SEND_TIMEOUT", 0.05)
    let_go = False

    async def run() -> None:
        async def source():  # type: ignore[no-untyped-def]
            nonlocal let_go
            try:
                while True:
                    yield Event("message", {"text": "pineapple"})
            finally:
                let_go = True

        async def forever(*_: object) -> None:
            await asyncio.sleep(60)

        async def send(message: dict) -> None:  # type: ignore[type-arg]
            if message["type"] == "http.response.body":
                await forever()

        stream = EventStream(source())
        await asyncio.wait_for(stream({"type": "http", "method": "GET"}, forever, send), 5)  # type: ignore[arg-type]

    with caplog.at_level(logging.INFO):
        asyncio.run(run())
    assert let_go
    assert [record.message for record in caplog.records] == ["reader_froze"]


def test_a_reader_that_leaves_ends_the_stream_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    let_go = False

    async def run() -> None:
        gone = asyncio.Event()

        async def source():  # type: ignore[no-untyped-def]
            nonlocal let_go
            try:
                yield Event("message", {"text": "hello"})
                await asyncio.sleep(60)
            finally:
                let_go = True

        async def receive() -> dict[str, object]:
            if not gone.is_set():
                await gone.wait()
                return {"type": "http.request", "body": b"", "more_body": False}
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:  # type: ignore[type-arg]
            if message["type"] == "http.response.body":
                gone.set()

        await asyncio.wait_for(EventStream(source())({"type": "http", "method": "GET"}, receive, send), 5)  # type: ignore[arg-type]
        assert len(asyncio.all_tasks()) == 1, "a task is left"

    with caplog.at_level(logging.DEBUG, logger="bot"):
        asyncio.run(run())
    assert let_go
    assert not caplog.records


def test_a_fault_of_what_is_streamed_is_no_frozen_reader(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async def source():  # type: ignore[no-untyped-def]
            yield Event("ping", {})
            raise TimeoutError

        async def forever() -> None:
            await asyncio.sleep(60)

        async def send(_: object) -> None:
            pass

        await EventStream(source())({"type": "http", "method": "GET"}, forever, send)  # type: ignore[arg-type]

    with pytest.raises(TimeoutError), caplog.at_level(logging.INFO):
        asyncio.run(run())
    assert not caplog.records


@pytest.mark.parametrize(("rung", "typist", "expected"), [
    (1, Typist.YOUNG_PERSON, True),
    (-1, Typist.YOUNG_PERSON, False),
    (2, Typist.YOUNG_PERSON, None),
    (2, Typist.COUNSELLOR, True),
    (-2, Typist.COUNSELLOR, False),
    (-1, Typist.COUNSELLOR, None),
])  # fmt: skip
def test_a_typing_ring_is_about_one_of_the_two(rung: int, typist: Typist, expected: bool | None) -> None:
    assert is_typing(rung, typist) is expected
