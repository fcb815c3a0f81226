"""The brain's loop outlives bad turns and a lost database, and nobody is left in silence meanwhile."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.app import App
from bot.brain.worker import LOOK_AGAIN, Brain, Worker
from bot.conversation.message import Draft, Sender
from bot.logs import Log
from bot.services.cover_silence import cover_silence
from bot.services.ports import Transaction
from bot.services.work import Work
from bot.store.database import Database
from tests.world import World, open_world


@dataclass
class Answers:
    """A brain that says one thing, after a number of failures."""

    failures: int = 0
    asked: list[Work] = field(default_factory=list)

    async def answer(self, work: Work) -> tuple[list[Draft], dict[str, Any]]:
        self.asked.append(work)
        if len(self.asked) <= self.failures:
            raise RuntimeError(work.message.said.text)
        return [Draft(Sender.BOT, "heard", "utter_heard")], {"slots": {}}


@dataclass
class ComesAndGoes:
    """The real store, until it cannot be reached."""

    store: Database
    down: bool = False
    refused: int = 0

    def read(self) -> AbstractContextManager[Transaction]:
        return self._open(self.store.read)

    def write(self) -> AbstractContextManager[Transaction]:
        return self._open(self.store.write)

    def scrub(self) -> None:
        self.store.scrub()

    def is_away(self, error: Exception) -> bool:
        return self.store.is_away(error) or isinstance(error, ConnectionError)

    def _open(self, how: Callable[[], AbstractContextManager[Transaction]]) -> AbstractContextManager[Transaction]:
        if self.down:
            self.refused += 1
            raise ConnectionError
        return how()


@dataclass
class FullDisk(ComesAndGoes):
    """Changes a row here and there, and has no room for an answer: every second of three writes of a try is refused."""

    writes: int = 0
    refuses: int = 0  # so many more

    def write(self) -> AbstractContextManager[Transaction]:
        self.writes += 1
        if self.writes % 3 == 2 and self.refuses:
            self.refuses -= 1
            raise OperationalError("INSERT", {}, Exception("no space left"))
        return self._open(self.store.write)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


Start = Callable[..., Worker]


@pytest.fixture
def start(world: World, log: io.StringIO) -> Iterator[Start]:
    started: list[Worker] = []

    def begin(brain: Answers, **changes: Any) -> Worker:
        worker = Worker(replace(world.deps, **changes), lambda: brain, Log(log), name="w")
        started.append(worker)
        worker.start()
        assert worker.ready.wait(5)
        return worker

    yield begin
    for worker in started:
        worker.stop()
        assert not worker.is_alive()


def until(true: Callable[[], Any], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def events(log: io.StringIO) -> list[str]:
    return [json.loads(line)["event"] for line in log.getvalue().splitlines()]


def test_a_ring_wakes_it_long_before_it_would_look_again(world: World, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.brain.worker.LOOK_AGAIN", 60.0)
    start(Answers())
    time.sleep(0.05)  # it is waiting now
    chat = world.start()
    world.hear(chat, "hi")
    until(lambda: world.keys(chat)[-1] == "utter_heard")


def test_a_lost_ring_costs_no_message(world: World, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    start(Answers())
    chat = world.start()
    monkeypatch.setattr(world.doorbell, "ring", lambda *_: None)
    world.hear(chat, "hi")
    until(lambda: world.keys(chat)[-1] == "utter_heard", seconds=LOOK_AGAIN + 4)


def test_a_turn_that_fails_is_covered_and_then_answered(world: World, start: Start, log: io.StringIO) -> None:
    brain, chat = Answers(failures=1), world.start()
    world.hear(chat, "private words")
    worker = start(brain)
    until(lambda: "answer_failed" in events(log))
    assert worker.is_alive()
    world.clock.pass_by(seconds=5)
    assert cover_silence(world.deps) in {0, 1}  # the second try may have been faster
    world.doorbell.ring("work", chat.id, 0)
    until(lambda: "utter_heard" in world.keys(chat))
    assert len(brain.asked) == 2


def test_while_turns_fail_the_safe_answer_comes_once(world: World, start: Start, log: io.StringIO) -> None:
    chat = world.start()
    world.hear(chat, "T0 private words")
    start(Answers(failures=99))
    until(lambda: "answer_failed" in events(log))
    world.clock.pass_by(seconds=5)
    assert [cover_silence(world.deps), cover_silence(world.deps)] == [1, 0]
    assert world.keys(chat).count("utter_safe_answer_crisis") == 1


def test_one_bad_conversation_does_not_stop_another(world: World, start: Start, log: io.StringIO) -> None:
    brain = Answers(failures=1)
    bad, good = world.start(), world.start()
    world.hear(bad, "T0 bad")  # the most urgent comes first
    world.hear(good, "hi")
    start(brain)
    until(lambda: world.keys(good)[-1] == "utter_heard")
    assert "answer_failed" in events(log)


def test_the_log_names_the_error_and_never_the_words(world: World, start: Start, log: io.StringIO) -> None:
    world.hear(world.start(), "private words")
    start(Answers(failures=99))
    until(lambda: "answer_failed" in events(log))
    line = json.loads(log.getvalue().splitlines()[0])
    assert (line["error"], line["worker"]) == ("RuntimeError", "w")
    assert "private" not in log.getvalue()


def test_a_database_that_was_away_is_used_again(world: World, start: Start, log: io.StringIO) -> None:
    store = ComesAndGoes(world.store, down=True)
    worker, chat = start(Answers(), store=store), world.start()
    until(lambda: "claim_failed" in events(log))
    world.hear(chat, "hi")
    until(lambda: store.refused > 1)
    assert worker.is_alive()
    assert "utter_heard" not in world.keys(chat)
    store.down = False
    world.doorbell.ring("work", chat.id, 0)
    until(lambda: world.keys(chat)[-1] == "utter_heard")


def test_a_database_that_is_lost_during_a_turn_does_not_end_the_loop(world: World, start: Start, log: io.StringIO) -> None:
    store = ComesAndGoes(world.store)

    class LosesTheStore(Answers):
        async def answer(self, work: Work) -> tuple[list[Draft], dict[str, Any]]:
            store.down = not self.asked
            return await super().answer(work)

    chat = world.start()
    worker = start(LosesTheStore(), store=store)
    world.hear(chat, "hi")
    until(lambda: {"answer_failed", "release_failed"} <= set(events(log)))
    assert worker.is_alive()
    store.down = False
    world.clock.pass_by(seconds=30)  # the lease runs out by itself
    world.doorbell.ring("work", chat.id, 0)
    until(lambda: world.keys(chat)[-1] == "utter_heard")


def test_a_disk_that_is_full_for_many_tries_costs_no_answer(world: World, start: Start) -> None:
    store = FullDisk(world.store, refuses=world.deps.settings.max_tries + 3)
    chat = world.start()
    world.hear(chat, "hi")
    start(Answers(), store=store)

    def heard() -> bool:
        world.clock.pass_by(seconds=1)
        world.doorbell.ring("work", chat.id, 0)
        return "utter_heard" in world.keys(chat)

    until(heard)
    assert store.refuses == 0


@pytest.mark.parametrize("busy", [False, True])
def test_it_stops_at_once_and_finishes_the_answer_in_hand(world: World, start: Start, busy: bool) -> None:
    chat, worker = world.start(), start(Answers())
    if busy:
        world.hear(chat, "hi")
        until(lambda: world.keys(chat)[-1] == "utter_heard")
    began = time.monotonic()
    worker.stop()
    assert not worker.is_alive()
    assert time.monotonic() - began < LOOK_AGAIN + 4


def test_the_real_brain_answers_with_buttons_and_remembers(world: World, start: Start, brain: Brain, app: App) -> None:
    world.deps = replace(world.deps, screen=app.deps.screen)
    start(brain)
    chat = world.start()
    world.hear(chat, "im 14 and i live in dublin")
    until(lambda: world.log(chat)[-1].said.sender is Sender.BOT and len(world.log(chat)) > 2)
    until(lambda: world.now(chat).country == "IE")
    said = world.log(chat)[-1].said
    assert said.key
    assert "ask_for_person" in {button.id for button in said.buttons}
