from __future__ import annotations

from bot.services.forget import forget
from bot.services.incidents import IncidentKind, report_incident
from tests.world import World


def test_an_incident_says_when_and_about_whom_and_the_newest_comes_first(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    with world.store.write() as tx:
        first = report_incident(tx, IncidentKind.SILENT, world.clock(), talk.id, sam.id)
        second = report_incident(tx, IncidentKind.DEBRIEF, world.clock(), counsellor_id=sam.id)
        found = tx.incidents()
    assert [one.number for one in found] == [second, first]
    assert (found[1].kind, found[1].at, found[1].conversation_id, found[1].counsellor_id) == (
        "silent",
        world.clock(),
        talk.id,
        sam.id,
    )


def test_who_looked_at_it_first_is_kept_and_it_is_no_longer_unseen(world: World) -> None:
    sam, alex = world.counsellor("Sam"), world.counsellor("Alex")
    with world.store.write() as tx:
        number = report_incident(tx, IncidentKind.MISSED_ALARM, world.clock())
        assert tx.see_incident(number, sam.id, world.clock())
        assert tx.see_incident(number, alex.id, world.clock())
        assert tx.incidents()[0].seen_by == sam.id
        assert tx.incidents(unseen=True) == []


def test_an_incident_that_is_not_there_cannot_be_looked_at(world: World) -> None:
    with world.store.write() as tx:
        assert not tx.see_incident(7, "p_somebody", world.clock())


def test_an_incident_outlives_its_conversation_but_leads_to_it_no_more(world: World) -> None:
    talk = world.start()
    with world.store.write() as tx:
        report_incident(tx, IncidentKind.CONNECTION_LOST, world.clock(), talk.id)
    forget(world.deps, talk.id)
    with world.store.read() as tx:
        assert [one.conversation_id for one in tx.incidents()] == [None]
