"""Out of hours is said first, and never where somebody is here all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.conversation.person import person_reply
from bot.guidance.service_hours import read_service_hours
from bot.services.opening import Opening, opening
from bot.services.pause import PauseKind, pause
from tests.world import World

EVENINGS = '[{days: "sun", from: "16:00", to: "22:00"}]'  # the world's clock stands at noon on a Sunday


@pytest.fixture
def closed(world: World) -> World:
    world.deps = replace(world.deps, hours=read_service_hours(EVENINGS, "UTC"))
    return world


def test_it_is_known_when_it_opens(closed: World) -> None:
    opens_at = datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert opening(closed.deps, closed.clock()) == Opening(open=False, opens_at=opens_at)
    assert opening(closed.deps, opens_at) == Opening(open=True)


def test_hours_that_were_not_said_close_nothing(world: World) -> None:
    assert opening(world.deps, world.clock()) == Opening(open=True)
    assert world.keys(world.start()) == ["utter_welcome"]


def test_out_of_hours_is_the_first_thing_that_is_read(closed: World) -> None:
    assert closed.keys(closed.start()) == ["utter_welcome_out_of_hours"]
    closed.clock.pass_by(hours=4)
    assert closed.keys(closed.start()) == ["utter_welcome"]


def test_who_stays_late_is_there_all_the_same_until_they_pause(closed: World) -> None:
    sam = closed.counsellor("Sam", here=True)
    assert closed.keys(closed.start()) == ["utter_welcome"]
    pause(closed.deps, sam, PauseKind.BREAK)
    assert closed.keys(closed.start()) == ["utter_welcome_out_of_hours"]


def test_where_a_person_is_asked_for_it_is_said_again(closed: World) -> None:
    closed.hear(closed.start(), "person please")
    work = closed.claim()
    assert work
    assert (work.out_of_hours, work.counsellors_here) == (True, 0)
    told = {"counsellors_here": work.counsellors_here, "out_of_hours": work.out_of_hours}
    assert person_reply(told) == ("utter_person_out_of_hours", {})
    assert person_reply({**told, "counsellors_here": 1, "queue_place": 1, "person_just_called": True})[0] == "utter_person_asked"
