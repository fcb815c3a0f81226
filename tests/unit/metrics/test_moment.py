"""What is the case at the moment of asking, in numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from bot.guidance.hours import Hours
from bot.metrics.moment import Moment
from bot.services.ask_for_person import ask_for_person
from bot.services.start_conversation import start_conversation
from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return open_world(tmp_path)


def reading(world: World, **given: object) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(Moment(world.deps, {"web": lambda: 7}, hears=None, **given))  # type: ignore[arg-type]
    return registry


def test_it_says_who_waits_how_long_and_who_is_late_by_tier(world: World) -> None:
    for text in ("T0 please", "T2 please"):
        talk = world.start()
        world.hear(talk, text)
        ask_for_person(world.deps, talk.id, client_id="call")
    world.clock.pass_by(minutes=4)
    numbers = reading(world)
    assert numbers.get_sample_value("unhook_waiting", {"tier": "T0"}) == 1
    assert numbers.get_sample_value("unhook_waiting", {"tier": "T1"}) == 0
    assert numbers.get_sample_value("unhook_waiting", {"tier": "T2"}) == 1
    assert numbers.get_sample_value("unhook_longest_wait_seconds", {"tier": "T0"}) == timedelta(minutes=4).total_seconds()
    assert numbers.get_sample_value("unhook_longest_wait_seconds", {"tier": "T4"}) == 0
    assert numbers.get_sample_value("unhook_late", {"tier": "T0"}) == 1
    assert numbers.get_sample_value("unhook_streams", {"face": "web"}) == 7
    assert numbers.get_sample_value("unhook_database_up") == 1


def test_it_counts_what_began_in_a_flood_until_ten_minutes_later(world: World) -> None:
    world.start()
    for _ in range(3):
        start_conversation(world.deps, in_flood=True)
    assert reading(world).get_sample_value("unhook_flood") == 3
    world.clock.pass_by(minutes=10)
    start_conversation(world.deps, in_flood=True)
    assert reading(world).get_sample_value("unhook_flood") == 1


def test_without_its_database_it_says_so_and_still_what_it_knows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(world.store, "read", away)
    numbers = reading(world)
    assert numbers.get_sample_value("unhook_database_up") == 0
    assert numbers.get_sample_value("unhook_streams", {"face": "web"}) == 7
    assert numbers.get_sample_value("unhook_waiting", {"tier": "T0"}) is None


@pytest.mark.parametrize("hears", [True, False])
def test_it_says_whether_other_processes_are_heard(world: World, hears: bool) -> None:
    registry = CollectorRegistry()
    registry.register(Moment(world.deps, {}, hears=lambda: hears))
    assert registry.get_sample_value("unhook_doorbell_up") == float(hears)


@pytest.mark.parametrize(("hours", "told"), [(Hours(UTC, always=True), 1), (Hours(UTC), 0), (None, None)])
def test_it_says_whether_the_desk_should_be_open_where_hours_are_set(world: World, hours: Hours | None, told: int | None) -> None:
    registry = CollectorRegistry()
    registry.register(Moment(replace(world.deps, hours=hours), {}, hears=None))
    assert registry.get_sample_value("unhook_open") == told
