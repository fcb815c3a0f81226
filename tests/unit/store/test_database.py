"""The store on a real file: numbers without a gap, whatever happens at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.conversation.message import Draft, Sender
from bot.store import work
from bot.store.engine import open_engine
from bot.store.instants import Instant
from bot.store.metadata import metadata
from bot.store.rows import ForgottenError
from tests.world import World, open_world

MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world on a new file."""
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


@given(MOMENTS)
def test_a_moment_comes_back_as_the_same_moment_in_utc(moment: datetime) -> None:
    kept = Instant().process_bind_param(moment, sqlite.dialect())
    back = Instant().process_result_value(kept, sqlite.dialect())
    assert back == moment
    assert back.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_an_error() -> None:
    with pytest.raises(TypeError):
        Instant().process_bind_param(datetime(2026, 1, 1), sqlite.dialect())  # noqa: DTZ001


def test_twenty_writers_at_once_leave_no_gap(world: World) -> None:
    talk = world.start()

    def write(number: int) -> int:
        with world.store.write() as tx:
            assert tx.conversation(talk.id)
            return tx.append(talk.id, Draft(Sender.YOUNG_PERSON, str(number)), now=world.clock()).seq

    with ThreadPoolExecutor(20) as pool:
        numbers = list(pool.map(write, range(200)))
    assert sorted(numbers) == list(range(2, 202))
    assert Counter(message.said.text for message in world.log(talk)[1:]) == Counter(str(n) for n in range(200))


def test_two_stores_on_one_file_take_turns(world: World) -> None:
    talk = world.start()
    other = world.store.__class__(world.engine, world.store._master_keys)

    def write(number: int) -> None:
        with (world.store if number % 2 else other).write() as tx:
            assert tx.conversation(talk.id)
            tx.append(talk.id, Draft(Sender.YOUNG_PERSON, "x"), now=world.clock())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(80)))
    assert [message.seq for message in world.log(talk)] == list(range(1, 82))


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Engine, sqlite3.Connection]]:
    """A new file, and the connection of another process that is just setting it up."""
    file = tmp_path / "new.sqlite3"
    engine = open_engine(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE first (one)")
        yield engine, other
    engine.dispose()


def test_who_opens_a_new_file_while_another_sets_it_up_waits_for_its_end(held: tuple[Engine, sqlite3.Connection]) -> None:
    engine, other = held
    soon = Timer(0.3, other.execute, ["COMMIT"])
    soon.start()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("SELECT count(*) FROM first").scalar_one() == 0
    soon.join()


def test_who_waited_long_enough_for_another_is_told_that_the_file_is_locked(
    held: tuple[Engine, sqlite3.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engine._PATIENCE_S", 0.1)
    with pytest.raises(OperationalError, match="locked"):
        held[0].connect()


def test_a_full_disk_is_the_databases_fault_and_a_row_that_is_there_twice_is_not(world: World) -> None:
    with world.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE once (x PRIMARY KEY)")
        with pytest.raises(IntegrityError) as twice:
            connection.exec_driver_sql("INSERT INTO once VALUES (1), (1)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(OperationalError, match="full") as full:
            connection.exec_driver_sql("CREATE TABLE large AS SELECT zeroblob(1000000)")
    assert world.store.is_away(full.value)
    assert not world.store.is_away(twice.value)


def test_an_error_undoes_the_whole_transaction(world: World) -> None:
    talk = world.start()

    def write_and_fail() -> None:
        with world.store.write() as tx:
            tx.append(talk.id, Draft(Sender.BOT, "x"), now=world.clock())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert world.now(talk).last_seq == 1
    world.hear(talk, "goes on")
    assert world.now(talk).last_seq == 2


def test_a_reader_sees_one_moment(world: World) -> None:
    talk = world.start()
    with world.store.read() as tx:
        before = tx.conversation(talk.id)
        world.hear(talk, "meanwhile")
        assert tx.conversation(talk.id) == before
    assert world.now(talk) != before


def test_forgetting_takes_every_row_along(world: World) -> None:
    talk, kept = world.start(), world.start()
    for conversation in (talk, kept):
        world.hear(conversation, "person")
    work_found = world.claim()
    assert work_found
    world.answer(work_found)
    with world.store.write() as tx:
        tx.forget(talk.id)
        with pytest.raises(ForgottenError):
            tx.save_tracker_state(talk.id, {}, world.clock())
    with world.engine.connect() as connection:
        for table in metadata.tables.values():
            if "conversation_id" in table.c:
                rows = connection.execute(select(func.count()).where(table.c.conversation_id == talk.id)).scalar_one()
                assert (table.name, rows) == (table.name, 0)
    assert len(world.log(kept)) == 2


def test_claiming_skips_what_another_worker_claims_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    assert str(work._NEXT.compile(dialect=dialect)).endswith("FOR UPDATE OF conversations SKIP LOCKED")
    assert "FOR UPDATE" not in str(work._NEXT.compile(dialect=sqlite.dialect()))


def test_a_closed_store_keeps_no_connection_and_opens_one_when_it_is_asked_again(world: World) -> None:
    talk = world.start()
    held = world.engine.pool.checkedin()  # type: ignore[attr-defined]
    world.store.close()
    assert held > 0
    assert world.engine.pool.checkedin() == 0  # type: ignore[attr-defined]
    assert world.now(talk).id == talk.id
