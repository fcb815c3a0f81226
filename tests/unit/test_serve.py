"""The sweeper: when it may believe that somebody is gone, and that it writes down each night where the audit log ends."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import serve
from bot.app import DATA, App
from bot.guidance.practice import load_practice
from bot.logs import Log
from bot.serve import STANDSTILL, Awake, Sweeper
from tests.world import World, open_world

MINUTE = timedelta(seconds=60)


class HandClock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def look(awake: Awake, clock: HandClock, seconds: int) -> bool:
    """Look every second for so long, and say what the last look found."""
    found = False
    for _ in range(seconds):
        clock.now += 1
        found = awake.long_enough(MINUTE)
    return found


def test_whoever_has_just_started_does_not_know_yet_who_is_gone() -> None:
    awake = Awake(clock := HandClock())
    assert not look(awake, clock, 59)
    assert look(awake, clock, 1)


def test_after_a_failure_it_counts_anew() -> None:
    awake = Awake(clock := HandClock())
    look(awake, clock, 100)
    awake.begin()
    assert not look(awake, clock, 59)
    assert look(awake, clock, 1)


def test_after_the_machine_has_slept_it_counts_anew() -> None:
    awake = Awake(clock := HandClock())
    look(awake, clock, 100)
    clock.now += STANDSTILL + 1
    assert not awake.long_enough(MINUTE)
    assert look(awake, clock, 60)


class Today(datetime):
    """The wall clock of the sweeper, set by hand."""

    at = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.at


@pytest.fixture
def world(tmp_path: Path) -> World:
    return open_world(tmp_path)


@pytest.fixture
def sweeper(world: World, monkeypatch: pytest.MonkeyPatch) -> Sweeper:
    """It looks all the time, and forgets in every round."""
    monkeypatch.setattr(serve, "datetime", Today)
    monkeypatch.setattr(Today, "at", Today.at)  # put back at the end
    monkeypatch.setattr(serve, "SWEEP_EVERY", 0.01)
    monkeypatch.setattr(serve, "FORGET_EVERY", 0.0)
    app = SimpleNamespace(deps=world.deps, practice=load_practice(DATA, ["en"]))
    return Sweeper(cast(App, app), Log(io.StringIO()))


def anchors(sweeper: Sweeper) -> list[str]:
    lines = [json.loads(line) for line in cast(Any, sweeper._log)._stream.getvalue().splitlines()]
    return [line["anchor"] for line in lines if line["event"] == "audit_anchor"]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_end_of_the_audit_log_is_written_down_at_the_start_and_once_a_night(world: World, sweeper: Sweeper) -> None:
    sweeper.start()
    try:
        until(lambda: len(anchors(sweeper)) == 1)
        time.sleep(0.1)  # some more rounds of the same day
        assert len(anchors(sweeper)) == 1
        Today.at += timedelta(minutes=2)  # midnight
        until(lambda: len(anchors(sweeper)) == 2)
    finally:
        sweeper.stop()
    with world.store.read() as tx:
        assert anchors(sweeper)[-1] == str(tx.audit_anchor())


def test_a_night_in_which_the_log_could_not_be_read_is_tried_again(world: World, sweeper: Sweeper) -> None:
    whole, sweeper._deps = sweeper._deps, cast(Any, None)
    sweeper._write_anchor()
    assert anchors(sweeper) == []
    sweeper._deps = whole
    sweeper._write_anchor()
    sweeper._write_anchor()
    assert len(anchors(sweeper)) == 1
