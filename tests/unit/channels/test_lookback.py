"""What came while nobody listened is asked for again until it is stored, and nobody's words are in a log."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.channel import RefusedKeyError, TryLaterError, UnreachableError
from bot.channels.lookback import LOOK_EVERY, OVERLAP, LookBack
from bot.logs import Log
from bot.services.channel_records import ChannelEvent, EventKind

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = START - timedelta(hours=3)
EVENT = ChannelEvent(EventKind.MESSAGE, "k", "me", text="secret words")


@dataclass
class Played:
    """A platform, a store and a clock, as far as a look-back sees them."""

    now: datetime = START
    at: datetime | None = None  # when it was written
    asked: list[datetime] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    refusals: list[Exception] = field(default_factory=list)
    store_fails: bool = False
    log: io.StringIO = field(default_factory=io.StringIO)
    looked: threading.Event = field(default_factory=threading.Event)

    def came_since(self, moment: datetime) -> Sequence[ChannelEvent]:
        self.asked.append(moment)
        if self.refusals:
            raise self.refusals.pop(0)
        return [replace(EVENT, at=self.at)]

    def take(self, events: Sequence[ChannelEvent]) -> None:
        if self.store_fails:
            raise OSError("secret words")
        self.stored += [event.text for event in events]
        self.looked.set()

    def look_back(self) -> LookBack:
        return LookBack("sms", self.came_since, self.take, since=FIRST, clock=lambda: self.now, log=Log(self.log))


@pytest.fixture
def played() -> Played:
    return Played()


def test_each_look_begins_a_little_before_the_last_one_did_and_none_before_the_first(played: Played) -> None:
    thread = played.look_back()
    assert [thread.look() for _ in range(2)] == [LOOK_EVERY, LOOK_EVERY]
    played.now += timedelta(hours=1)
    thread.look()
    thread.look()
    assert played.asked == [FIRST, START - OVERLAP, START - OVERLAP, START + timedelta(hours=1) - OVERLAP]
    fresh = LookBack("sms", played.came_since, played.take, since=START, clock=lambda: played.now, log=Log(played.log))
    played.now = START + timedelta(minutes=1)
    fresh.look()
    fresh.look()
    assert played.asked[-2:] == [START, START]


def test_what_came_just_now_is_left_to_the_webhook_until_the_next_look(played: Played) -> None:
    thread = played.look_back()
    played.at = START - timedelta(seconds=30)
    thread.look()
    assert played.stored == []
    played.now += timedelta(seconds=60)
    thread.look()
    assert played.stored == ["secret words"]
    assert played.asked[-1] < played.at


def test_what_was_not_stored_is_asked_for_again(played: Played) -> None:
    thread = played.look_back()
    played.refusals = [
        TryLaterError(timedelta(seconds=90)),
        TryLaterError(),
        RefusedKeyError(),
        UnreachableError(),
        ValueError("secret"),
    ]
    assert [thread.look() for _ in range(5)] == [90, LOOK_EVERY, LOOK_EVERY, LOOK_EVERY, LOOK_EVERY]
    played.store_fails = True
    thread.look()
    assert played.asked == [FIRST] * 6
    assert played.stored == []
    played.store_fails = False
    thread.look()
    assert played.stored == ["secret words"]
    assert "channel_key_refused" in played.log.getvalue()
    assert "channel_look_back_failed" in played.log.getvalue()
    assert "secret" not in played.log.getvalue()


def test_it_looks_at_once_and_ends_when_it_is_told_to(played: Played) -> None:
    thread = played.look_back()
    thread.start()
    assert played.looked.wait(5)
    thread.stop()
    assert not thread.is_alive()
    assert len(played.asked) == 1
