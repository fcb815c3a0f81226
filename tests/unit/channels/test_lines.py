"""Lines to platforms that call no webhook: who has one, and what it is given of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.discord.channel import Discord
from bot.channels.every import SETTINGS, load_channels
from bot.channels.lines import Desk, HoldsLine, Line, desk, lines
from bot.channels.lookback import LOOK_EVERY, OVERLAP, LookBack
from bot.logs import Log
from bot.services.channel_records import ChannelEvent, Contact, EventKind
from tests.fakes.discord import TOKEN as DISCORD_TOKEN
from tests.fakes.telegram import SECRET, TOKEN
from tests.world import World, open_world

DATA = Path(__file__).parents[3] / "data"
LOG = Log(io.StringIO())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.engine.dispose()


def event(key: str, **more: object) -> ChannelEvent:
    return ChannelEvent(EventKind.MESSAGE, key, "1", text="words", **more)


class WithLine:
    """A channel that has one, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[Desk] = []

    def line(self, desk: Desk) -> Line:
        self.given.append(desk)
        return "a line"


def test_only_channels_with_a_line_get_one(world: World) -> None:
    values = dict.fromkeys(SETTINGS, "") | {"telegram_token": TOKEN, "telegram_secret": SECRET, "discord_token": DISCORD_TOKEN}
    channels = load_channels(DATA, values)
    assert [name for name, channel in channels.items() if isinstance(channel, HoldsLine)] == ["discord"]
    assert isinstance(channels["discord"], Discord)
    one = WithLine()
    assert lines(world.deps, {"telegram": channels["telegram"], "other": one}, LOG) == ["a line"]
    assert len(one.given) == 1


def test_what_can_be_asked_is_asked_from_when_somebody_was_heard_last(world: World) -> None:
    asked: list[datetime] = []

    class Listed:
        def came_since(self, moment: datetime) -> list[ChannelEvent]:
            asked.append(moment)
            return [event(str(len(asked)))]

    def look() -> None:
        (thread,) = lines(world.deps, {"sms": Listed()}, LOG)
        assert isinstance(thread, LookBack)
        assert thread.look() == LOOK_EVERY
        with world.deps.store.read() as tx:
            assert tx.count_inbox() == len(asked)

    look()  # nobody ever wrote: what came before is for others
    heard, talk = world.clock(), world.start().id
    with world.deps.store.write() as tx:
        tx.add_contact(Contact(talk, "sms", "1", heard))
    world.clock.pass_by(hours=3)
    look()
    world.clock.pass_by(days=30)
    look()
    longest = world.deps.settings.app_keys_kept / 2
    assert asked == [heard, heard - OVERLAP, world.clock() - longest]


def test_what_a_line_brings_is_stored_once_rung_for_and_not_when_it_is_too_old_to_be_known(world: World) -> None:
    rung: list[str] = []
    world.deps.doorbell.subscribe("inbox", lambda *_: rung.append("inbox"))
    now = world.deps.clock()
    old = event("old", at=now - world.deps.settings.app_keys_kept)
    take = desk(world.deps, "discord", LOG).take
    take([event("1", at=now), event("2"), old])
    take([event("1", at=now)])
    with world.deps.store.read() as tx:
        assert tx.count_inbox() == 2
    assert rung == ["inbox"]


def test_known_are_those_who_wrote_lately_and_whose_chat_is_the_last_one(world: World) -> None:
    now = world.deps.clock()
    talks = [world.start().id for _ in range(4)]
    wrote = [now, now - timedelta(days=1), now - timedelta(days=5), now]
    with world.deps.store.write() as tx:
        for talk, at, address, channel in zip(talks, wrote, "1123", ["discord", "discord", "discord", "telegram"], strict=True):
            tx.add_contact(Contact(talk, channel, address, at))
    assert [one.conversation_id for one in desk(world.deps, "discord", LOG).known()] == [talks[1]]
