"""One sender's events stay with whoever began with them, also when the database is slow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.receiver import Receiver
from bot.logs import Log
from bot.services.channel_records import ChannelEvent, EventKind
from bot.services.ports import Deps
from tests.unit.services.test_from_app import APPS, ME, said
from tests.world import World, open_world

SAYINGS = [f"saying {number}" for number in range(8)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


def _slow(world: World) -> Deps:
    """Every look at the clock takes as long as a slow database would."""

    def clock() -> datetime:
        world.clock.pass_by(seconds=2)
        return world.clock()

    return replace(world.deps, clock=clock)


def _receiver(deps: Deps) -> Receiver:
    return Receiver(deps, APPS, {}, Log())


def test_who_is_slow_claims_the_rest_anew_before_anybody_else_may(world: World) -> None:
    deps = _slow(world)
    with world.store.write() as tx:
        tx.add_deliveries("app", [ChannelEvent(EventKind.MESSAGE, one, ME, text=one) for one in SAYINGS], world.clock())
    receiver = _receiver(deps)
    looks = 0
    while receiver.look():
        looks += 1
        assert said(world) == SAYINGS[: len(said(world))]
    assert looks > 1
    assert said(world) == SAYINGS


def test_what_a_killed_receiver_had_is_handled_when_its_lease_ends(world: World) -> None:
    with world.store.write() as tx:
        tx.add_deliveries("app", [ChannelEvent(EventKind.MESSAGE, "k", ME, text="hello")], world.clock())
        tx.claim_inbox("of one that was killed", world.clock(), world.clock() + world.deps.settings.app_lease, 20)
    receiver = _receiver(world.deps)
    assert not receiver.look()
    world.clock.pass_by(seconds=31)
    assert receiver.look()
    assert said(world) == ["hello"]
    assert world.deps.settings.app_lease <= timedelta(seconds=30)  # a child waits for no longer
