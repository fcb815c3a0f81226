"""Copying a database: every row, whatever it holds, in each direction, all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, Table, delete, select, text

from bot.services.channel_records import ChannelEvent, EventKind
from bot.services.transcript import transcript
from bot.store import snapshot
from bot.store.copy import CopyError, copy
from bot.store.database import Database
from bot.store.engine import open_engine
from bot.store.migrations import MigrationError, downgrade, upgrade
from bot.store.schema import conversations, messages
from bot.store.schema_channels import inbox
from bot.store.snapshot import TABLES, Tally, decode, encode
from tests.databases import NewDatabase, sqlite_in
from tests.full_house import AT, furnish
from tests.world import World, open_world

KEYS = "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="


@pytest.fixture(params=["from it", "to it"])
def ends(request: pytest.FixtureRequest, new_database: NewDatabase, tmp_path: Path) -> Iterator[tuple[World, Engine]]:
    """A full world and an empty database: SQLite and the other kind, and the other way round."""
    other = sqlite_in(tmp_path)
    source, target = (new_database, other) if request.param == "from it" else (other, new_database)
    world, empty = open_world(tmp_path, url=source(), keys=KEYS), open_engine(target())
    yield world, empty
    world.engine.dispose()
    empty.dispose()


def rows(engine: Engine, table: Table) -> list[bytes]:
    with engine.connect() as connection:
        return sorted(encode(table, row) for row in connection.execute(select(table)).mappings())


def test_every_row_of_every_table_is_copied_and_can_be_read(ends: tuple[World, Engine]) -> None:
    world, target = ends
    talks = furnish(world)
    seen: dict[str, int] = {}
    copied = copy(world.engine, target, lambda table, done, _: seen.update({table: done}))
    assert set(copied) == {table.name for table in TABLES} == set(seen)
    for table in TABLES:
        assert rows(target, table) == rows(world.engine, table) != []
    other = Database(target, world.store._master_keys)
    other.check_keys()
    with other.read() as tx:
        assert tx.messages(talks[0]) == transcript(world.deps, talks[0])


def test_numbers_go_on_where_they_were(ends: tuple[World, Engine]) -> None:
    world, target = ends
    furnish(world)
    with world.engine.begin() as connection:
        last = connection.execute(select(inbox.c.number)).scalars().all()[-1]
        connection.execute(delete(inbox))
    copy(world.engine, target)
    event = ChannelEvent(EventKind.MESSAGE, "e2", "address", "words")
    with Database(target, world.store._master_keys).write() as tx:
        tx.add_deliveries("telegram", [event], AT)
    with target.connect() as connection:
        assert connection.execute(select(inbox.c.number)).scalar_one() > last


def test_more_rows_than_a_batch_arrive(ends: tuple[World, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "BATCH", 7)
    world, target = ends
    talk = world.start()
    for number in range(30):
        world.hear(talk, f"words {number}")
    assert copy(world.engine, target)["messages"].rows == 31


def test_a_database_that_holds_something_is_left_as_it_is(ends: tuple[World, Engine]) -> None:
    world, target = ends
    furnish(world)
    copy(world.engine, target)
    before = {table.name: rows(target, table) for table in TABLES}
    world.start()
    with pytest.raises(CopyError, match="not empty: .*conversations"):
        copy(world.engine, target)
    assert {table.name: rows(target, table) for table in TABLES} == before


def test_when_one_row_arrives_changed_nothing_is_copied(ends: tuple[World, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    world, target = ends
    furnish(world)

    def write(connection: Connection, table: Table, listed: list[dict]) -> None:
        right(connection, table, [row | ({"sender": "bot"} if table is messages else {}) for row in listed])

    right = snapshot.write
    monkeypatch.setattr(snapshot, "write", write)
    with pytest.raises(CopyError, match="table messages is not the same"):
        copy(world.engine, target)
    with target.connect() as connection:
        assert snapshot.holds(connection) == []


def test_nobody_writes_to_the_source_meanwhile(tmp_path: Path) -> None:
    world, target = open_world(tmp_path), open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    world.start()
    refused: list[str] = []

    def try_to_write(table: str, *_: int) -> None:
        if table == conversations.name:
            with sqlite3.connect(tmp_path / "unhook.db", timeout=0) as other:
                try:
                    other.execute("UPDATE conversations SET label = 'x'")
                except sqlite3.OperationalError as error:
                    refused.append(str(error))

    copy(world.engine, target, try_to_write)
    assert refused == ["database is locked"]


def test_an_older_source_is_refused(ends: tuple[World, Engine]) -> None:
    world, target = ends
    downgrade(world.engine, "0004")
    with pytest.raises(MigrationError, match="`bot migrate up`"):
        copy(world.engine, target)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
def test_a_line_is_read_as_the_row_it_was_written_from(table: Table, data: st.DataObject) -> None:
    row = {column.name: data.draw(_values(column), column.name) for column in table.c}
    assert decode(table, encode(table, row)) == row


def test_a_tally_sees_every_change_and_no_order() -> None:
    def told(*lines: bytes) -> Tally:
        found = Tally()
        for line in lines:
            found.add(line)
        return found

    assert told(b"one", b"two") == told(b"two", b"one")
    assert told(b"one", b"two") != told(b"one", b"tow")
    assert told(b"one", b"one") != told(b"two", b"two") != Tally()


def test_an_empty_database_holds_nothing(new_database: NewDatabase) -> None:
    engine = open_engine(new_database())
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_head")).scalar_one() == 1
        assert snapshot.holds(connection) == []
    engine.dispose()


def _values(column) -> st.SearchStrategy:
    kinds = {
        "Instant": st.datetimes(timezones=st.just(AT.tzinfo)),
        "Boolean": st.booleans(),
        "LargeBinary": st.binary(max_size=40),
        "Integer": st.integers(-(2**31), 2**31 - 1),
        "String": st.text(max_size=20),
    }
    value = kinds[type(column.type).__name__]
    return st.none() | value if column.nullable else value


def test_what_the_other_database_has_no_room_for_is_told_without_the_row(new_postgresql: NewDatabase, tmp_path: Path) -> None:
    world, target = open_world(tmp_path), open_engine(new_postgresql())
    talk = world.start()
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE conversations SET country = 'unmistakable'"))
    with pytest.raises(CopyError, match="table conversations holds something") as refused:
        copy(world.engine, target)
    assert "unmistakable" not in str(refused.value)
    assert talk.id not in str(refused.value)
    target.dispose()
    world.engine.dispose()
