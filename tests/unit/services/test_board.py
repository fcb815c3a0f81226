"""The board says what is happening now, for those who answer for it, and practice is not on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.safety.tiers import Tier
from bot.services.board import board
from bot.services.emergency import open_one
from bot.services.errors import NotAllowedError
from bot.services.forget import forget
from bot.services.incident_list import UnknownIncidentError, all_incidents, see_incident
from bot.services.incidents import IncidentKind, report_incident
from bot.services.pause import PauseKind, pause
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.presence import presence
from bot.services.queue import queue
from bot.services.take_over import take_over
from tests.world import World


@pytest.fixture
def robin(world: World) -> Counsellor:
    return replace(world.counsellor("Robin"), role=Role.SUPERVISOR)


def wait(world: World, tier: str) -> Conversation:
    talk = world.start()
    world.hear(talk, f"{tier} please")
    if not Tier[tier].needs_person:
        world.hear(talk, "person")
    return world.now(talk)


def test_it_tells_by_tier_how_many_wait_since_when_and_who_is_beyond_the_target(world: World) -> None:
    first = wait(world, "T0")
    world.clock.pass_by(seconds=50)
    wait(world, "T0")
    wait(world, "T2")
    world.clock.pass_by(seconds=30)
    found = {one.tier: one for one in board(world.deps, queue(world.deps)).waiting}
    assert list(found) == [Tier.T0, Tier.T1, Tier.T2, Tier.T3, Tier.T4]
    assert (found[Tier.T0].count, found[Tier.T0].since, found[Tier.T0].late) == (2, first.waiting_since, 1)
    assert (found[Tier.T1].count, found[Tier.T1].since) == (0, None)
    assert (found[Tier.T2].count, found[Tier.T2].late) == (1, 0)
    assert [one.target.total_seconds() if one.target else None for one in found.values()] == [60, 300, 900, None, None]


def test_it_tells_who_is_here_and_what_they_have(world: World) -> None:
    sam, alex = world.counsellor("Sam"), world.counsellor("Alex")
    world.counsellor("Kim")  # not here, and not on the board
    for one in (sam, alex):
        presence(world.deps, one.id)
    pause(world.deps, alex, PauseKind.BREAK)
    take_over(world.deps, wait(world, "T0").id, sam)
    found = board(world.deps, queue(world.deps))
    assert [(one.name, one.here, one.paused, one.has, one.hard) for one in found.staff] == [
        ("Alex", False, True, 0, 0),
        ("Sam", True, False, 1, 1),
    ]
    assert found.held == 1
    assert sum(found.with_bot.values()) == 1  # the stranger


def test_practice_is_not_on_it(world: World) -> None:
    talk = wait(world, "T0")
    with world.store.write() as tx:
        tx.update_conversation(talk.id, practice=True)
    assert all(one.count == 0 for one in board(world.deps, queue(world.deps)).waiting)


def test_a_second_person_that_is_wanted_and_what_is_to_be_read_are_on_it(world: World) -> None:
    talk = wait(world, "T0")
    sam = world.counsellor("Sam")
    take_over(world.deps, talk.id, sam)
    open_one(world.deps, talk.id, sam, "somebody has to be called")
    found = board(world.deps, queue(world.deps))
    assert [one.emergency.conversation_id for one in found.second_wanted] == [talk.id]
    assert found.to_read == 0


def test_an_incident_stays_on_it_until_somebody_has_looked(world: World, robin: Counsellor) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    with world.store.write() as tx:
        number = report_incident(tx, IncidentKind.SILENT, world.clock(), talk.id, sam.id)
        report_incident(tx, IncidentKind.DEBRIEF, world.clock(), None, sam.id)
    told = board(world.deps, queue(world.deps)).incidents
    assert [(one.incident.kind, one.label, one.counsellor) for one in told] == [
        ("debrief", None, "Sam"),
        ("silent", talk.label, "Sam"),
    ]
    see_incident(world.deps, number, robin)
    assert [one.incident.kind for one in board(world.deps, queue(world.deps)).incidents] == ["debrief"]
    assert [one.seen_by for one in all_incidents(world.deps, robin)] == [None, "Robin"]


def test_an_incident_of_a_deleted_conversation_leads_nowhere(world: World, robin: Counsellor) -> None:
    talk = world.start()
    with world.store.write() as tx:
        report_incident(tx, IncidentKind.MISSED_ALARM, world.clock(), talk.id)
    forget(world.deps, talk.id)
    (told,) = all_incidents(world.deps, robin)
    assert (told.label, told.incident.conversation_id, told.counsellor) == (None, None, None)


def test_only_supervisors_see_incidents_and_an_unknown_one_is_refused(world: World, robin: Counsellor) -> None:
    sam = world.counsellor("Sam")
    with pytest.raises(NotAllowedError):
        all_incidents(world.deps, sam)
    with pytest.raises(NotAllowedError):
        see_incident(world.deps, 1, sam)
    with pytest.raises(UnknownIncidentError):
        see_incident(world.deps, 99, robin)
