"""Counts a day: they add up, on the operator's days, and no two writers get in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from bot.conversation.message import Draft, Sender
from bot.safety.tiers import Tier
from bot.services.close import close
from bot.services.records_supervision import Counted, DayCount, Review
from bot.services.take_over import take_over
from bot.store.database import Database
from bot.store.keys import MasterKeys
from bot.store.schema_care import statistics
from bot.store.statistics import upsert
from tests.world import World, open_world

DAY = date(2026, 3, 1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


def all_counts(world: World) -> dict[tuple[str, str], int]:
    with world.store.read() as tx:
        return {(one.day.isoformat(), one.key): one.count for one in tx.statistics(date.min, date.max) if one.measure == "test"}


def test_counts_of_a_day_add_up_and_can_be_taken_back(world: World) -> None:
    with world.store.write() as tx:
        for by in (1, 1, 3, -1):
            tx.count(world.clock(), "test", "T0", by)
        tx.count(world.clock(), "test", "T1")
    assert all_counts(world) == {("2026-03-01", "T0"): 4, ("2026-03-01", "T1"): 1}


def test_only_the_days_that_are_asked_for_are_read(world: World) -> None:
    with world.store.write() as tx:
        for days in range(5):
            tx.count(world.clock() + timedelta(days=days), "test", "x")
        found = tx.statistics(date(2026, 3, 2), date(2026, 3, 4))
        assert tx.statistics(date(2026, 3, 2), date(2026, 3, 4), "test") == [one for one in found if one.measure == "test"]
        assert tx.statistics(date(2026, 3, 2), date(2026, 3, 4), "other") == []
        assert tx.statistics_sum(date(2026, 3, 2), date(2026, 3, 4)) == [("test", "x", 3)]
    assert [one for one in found if one.measure == "test"] == [DayCount(date(2026, 3, n), "test", "x", 1) for n in (2, 3, 4)]


def test_a_day_begins_at_midnight_where_the_operator_is(world: World) -> None:
    there = Database(world.engine, MasterKeys.parse(MasterKeys.generate()), ZoneInfo("Pacific/Auckland"))
    with there.write() as tx:
        assert tx.day_of(datetime(2026, 3, 1, 10, 59, tzinfo=UTC)) == DAY
        assert tx.day_of(datetime(2026, 3, 1, 11, 0, tzinfo=UTC)) == date(2026, 3, 2)
        tx.count(datetime(2026, 3, 1, 12, tzinfo=UTC), "test", "late")
    assert all_counts(world) == {("2026-03-02", "late"): 1}


def test_a_count_that_is_rolled_back_was_never_there(world: World) -> None:
    def fail() -> None:
        with world.store.write() as tx:
            tx.count(world.clock(), "test", "x")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert all_counts(world) == {}


def test_a_row_that_another_writer_has_begun_is_added_to_on_either_database() -> None:
    for name, dialect in (("sqlite", sqlite.dialect()), ("postgresql", postgresql.dialect())):
        put = upsert(name, statistics, lambda fresh: {"count": statistics.c["count"] + fresh["count"]})
        written = str(put.compile(dialect=dialect))
        assert "ON CONFLICT (day, measure, " in written
        assert "excluded.count" in written


def test_what_is_counted_of_a_conversation_is_kept_and_replaced(world: World) -> None:
    talk = world.start()
    with world.store.write() as tx:
        assert tx.counted(talk.id) == Counted(talk.id)
        first = Counted(talk.id, world.clock(), 3, Tier.T2, "GB")
        tx.save_counted(first)
        assert tx.counted(talk.id) == first
        tx.save_counted(Counted(talk.id, world.clock(), 9, Tier.T0, None, world.clock()))
        assert tx.counted(talk.id) == Counted(talk.id, world.clock(), 9, Tier.T0, None, world.clock())


def test_closed_and_quiet_conversations_are_found_until_they_are_counted_to_their_end(world: World) -> None:
    quiet, closed, practice = world.start(), world.start(), world.start()
    sam = world.counsellor("Sam")
    with world.store.write() as tx:
        tx.update_conversation(practice.id, practice=True)
    world.clock.pass_by(hours=7)
    active = world.start()
    world.hear(closed, "person")
    take_over(world.deps, closed.id, sam)
    close(world.deps, closed.id, sam)
    since = world.clock() - timedelta(hours=6)
    with world.store.write() as tx:
        assert set(tx.uncounted(since, 10)) == {quiet.id, closed.id}
        assert len(tx.uncounted(since, 1)) == 1
        for one in (quiet, closed):
            tx.save_counted(Counted(one.id, world.clock(), world.now(one).last_seq))
        assert tx.uncounted(since, 10) == []
        tx.append(quiet.id, Draft(Sender.YOUNG_PERSON, "I am back"), now=world.clock())
        assert tx.uncounted(since, 10) == []  # not quiet any more
        assert set(tx.uncounted(world.clock() + timedelta(seconds=1), 10)) == {quiet.id, active.id}


def test_what_a_young_person_said_is_found_without_what_others_said(world: World) -> None:
    talk = world.start()
    with world.store.read() as tx:
        assert tx.heard_at(talk.id) is None
    seqs = [world.hear(talk, text).message.seq for text in ("one", "two", "three")]
    heard = world.clock()
    world.clock.pass_by(minutes=1)
    with world.store.write() as tx:
        tx.append(talk.id, Draft(Sender.BOT, "an answer"), now=world.clock())
        assert [message.said.text for message in tx.heard_since(talk.id, seqs[0])] == ["two", "three"]
        assert tx.heard_at(talk.id) == heard


def test_a_review_is_kept_replaced_and_found_in_order(world: World) -> None:
    first, second, third = world.start(), world.start(), world.start()
    with world.store.write() as tx:
        for minutes, talk in enumerate((second, first, third)):
            tx.save_review(Review(talk.id, world.clock() + timedelta(minutes=minutes), "sample", Tier.T4))
        assert [one.conversation_id for one in tx.reviews(rated=False)] == [second.id, first.id, third.id]
        assert tx.count_unrated() == 3
        for minutes, talk in enumerate((third, second)):
            rated = Review(talk.id, world.clock(), "sample", Tier.T4, world.clock() + timedelta(minutes=minutes), "p_1", Tier.T0)
            tx.save_review(rated)
            assert tx.review(talk.id) == rated
        assert [one.conversation_id for one in tx.reviews(rated=True)] == [second.id, third.id]
        assert [one.conversation_id for one in tx.reviews(rated=False)] == [first.id]


def test_reviews_and_marks_go_with_their_conversation_and_counts_stay(world: World) -> None:
    talk = world.start()
    with world.store.write() as tx:
        tx.save_review(Review(talk.id, world.clock(), "urgent", Tier.T0))
        tx.save_counted(Counted(talk.id, world.clock(), 1))
        tx.count(world.clock(), "test", "x")
        tx.forget(talk.id)
        assert tx.review(talk.id) is None
        assert tx.counted(talk.id) == Counted(talk.id)
    assert all_counts(world) == {("2026-03-01", "x"): 1}


def test_only_a_reading_above_what_was_found_is_a_miss() -> None:
    read = Review("c", datetime(2026, 3, 1, tzinfo=UTC), "sample", Tier.T2)
    rated = {
        tier: Review(*(getattr(read, name) for name in ("conversation_id", "drawn_at", "why", "found_tier")), rated_tier=tier)
        for tier in Tier
    }
    assert not read.missed
    assert [tier for tier, one in rated.items() if one.missed] == [Tier.T1, Tier.T0]
