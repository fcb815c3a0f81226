"""The line to Discord's gateway: what comes is stored, in order, whatever fails meanwhile, and looked up where nobody held it."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.channel import RefusedKeyError, TryLaterError, UnreachableError
from bot.channels.discord import gateway as room
from bot.channels.discord.gateway import Gateway, Hear
from bot.channels.lines import Desk
from bot.logs import Log
from bot.services.channel_records import ChannelEvent, Contact
from tests.unit.channels.recorded import recorded

SAID: dict[str, Any] = recorded("discord", "message")["message"][0]
READY: dict[str, Any] = recorded("discord", "ready")["ready"][0]


def payload(number: int) -> str:
    return json.dumps(SAID | {"d": SAID["d"] | {"id": str(number), "content": f"n{number}"}})


@dataclass
class Played:
    """A platform, a store and people who are known, as far as a line sees them."""

    stored: list[str] = field(default_factory=list)
    store_fails: int = 0
    lines: list[Callable[[str], None]] = field(default_factory=list)
    ends: list[Exception | None] = field(default_factory=list)  # how the next lines end, at once; after that they hold
    known: list[Contact] = field(default_factory=list)
    missed: list[Sequence[ChannelEvent] | Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    log: io.StringIO = field(default_factory=io.StringIO)

    async def connect(self, token: str, hear: Hear) -> None:
        loop = asyncio.get_running_loop()
        self.lines.append(lambda raw: (loop.call_soon_threadsafe(hear, raw), None)[1])
        if self.ends:
            end = self.ends.pop(0)
            if end:
                raise end
            return
        await asyncio.Event().wait()

    def take(self, events: Sequence[ChannelEvent]) -> None:
        if self.store_fails:
            self.store_fails -= 1
            raise OSError("secret words")
        self.stored += [event.text for event in events]

    def look_up(self, contact: Contact) -> Sequence[ChannelEvent]:
        self.asked.append(contact.conversation_id)
        found = self.missed.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    def eventually(self, look: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not look():
            assert time.monotonic() < until, "it never came to be so"
            time.sleep(0.01)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    for name in ("_PAUSE", "_KEY_PAUSE", "_STORE_PAUSE"):
        monkeypatch.setattr(room, name, 0.05)
    return Played()


@pytest.fixture
def line(played: Played) -> Iterator[Gateway]:
    desk = Desk(played.take, lambda: played.known, Log(played.log))
    thread = Gateway("a token", desk, played.connect, played.look_up)
    yield thread
    thread.stop()
    assert not thread.is_alive()


def begin(line: Gateway, played: Played) -> Callable[[str], None]:
    line.start()
    played.eventually(lambda: len(played.lines) > len(played.ends))
    return played.lines[-1]


def test_what_comes_is_stored_in_order(played: Played, line: Gateway) -> None:
    hear = begin(line, played)
    for number in range(1, 501):
        hear(payload(number))
    played.eventually(lambda: len(played.stored) == 500)
    assert played.stored == [f"n{number}" for number in range(1, 501)]


def test_nonsense_is_passed_over(played: Played, line: Gateway) -> None:
    hear = begin(line, played)
    for raw in ("", "{", "[]", "\ud800", json.dumps({"op": 0, "t": "MESSAGE_CREATE", "d": 7})):
        hear(raw)
    hear(payload(1))
    played.eventually(lambda: played.stored == ["n1"])


def test_a_store_that_is_away_delays_and_loses_nothing_and_no_words_are_logged(played: Played, line: Gateway) -> None:
    played.store_fails = 3
    hear = begin(line, played)
    hear(payload(1))
    hear(payload(2))
    played.eventually(lambda: played.stored == ["n1", "n2"])
    assert played.log.getvalue().count("channel_store_failed") == 3
    assert "secret" not in played.log.getvalue()


def test_what_has_come_is_stored_before_it_ends(played: Played, line: Gateway) -> None:
    hear = begin(line, played)
    for number in range(1, 301):
        hear(payload(number))
    line.stop()
    assert len(played.stored) == 300


@pytest.mark.parametrize(
    ("end", "logged"),
    [(OSError("secret"), "channel_line_lost"), (None, ""), (RefusedKeyError(), "channel_key_refused")],
)
def test_a_line_that_is_lost_is_made_anew(played: Played, line: Gateway, end: Exception | None, logged: str) -> None:
    played.ends = [end, end]
    line.start()
    played.eventually(lambda: len(played.lines) == 3)
    played.lines[-1](payload(1))
    played.eventually(lambda: played.stored == ["n1"])
    assert played.log.getvalue().count("event") == (2 if logged else 0)
    assert logged in played.log.getvalue()
    assert "secret" not in played.log.getvalue()


def test_after_a_new_beginning_it_is_looked_up_what_known_people_wrote_meanwhile(played: Played, line: Gateway) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    played.known = [Contact(name, "discord", "1", at) for name in ("blocked", "busy", "fine")]
    events = [room.event_of(json.loads(payload(number))) for number in (1, 2)]
    played.missed = [UnreachableError(), TryLaterError(), [events[0]], [events[1]]]
    hear = begin(line, played)
    hear(json.dumps(READY))
    played.eventually(lambda: played.stored == ["n1", "n2"])
    assert played.asked == ["blocked", "busy", "busy", "fine"]


def test_when_it_cannot_be_known_who_wrote_the_line_goes_on(played: Played, line: Gateway) -> None:
    played.known = [Contact("one", "discord", "1", datetime(2026, 1, 1, tzinfo=UTC))]
    played.missed = [OSError("secret")]
    hear = begin(line, played)
    hear(json.dumps(READY))
    played.eventually(lambda: "channel_look_back_failed" in played.log.getvalue())
    hear(payload(1))
    played.eventually(lambda: played.stored == ["n1"])
    assert "secret" not in played.log.getvalue()
