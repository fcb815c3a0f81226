"""Migrations with something in every table, on both databases: down and up again loses what has no place, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.store.metadata import metadata
from bot.store.migrations import MigrationError, check, downgrade, revisions, state, upgrade
from bot.store.migrations.loss import Loss, holdings
from tests.databases import NewDatabase
from tests.full_house import furnish
from tests.world import World, open_world

VERSIONS = [one.name for one in revisions()]


@pytest.fixture
def world(new_database: NewDatabase, tmp_path: Path) -> Iterator[World]:
    """A world with something in every table."""
    world = open_world(tmp_path, url=new_database())
    furnish(world)
    yield world
    world.engine.dispose()


def counts(world: World) -> dict[str, int]:
    """The rows of each table."""
    with world.engine.connect() as connection:
        return {place: rows for place, rows in holdings(connection).items() if "." not in place}


def test_every_table_is_furnished(world: World) -> None:
    assert [name for name in metadata.tables if not counts(world)[name]] == []


def test_the_newest_version_is_the_schema(world: World) -> None:
    with world.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


@pytest.mark.parametrize("to", VERSIONS[:-1])
def test_down_and_up_again_keeps_every_row_of_every_table_that_stays(world: World, to: str) -> None:
    before, told = counts(world), []
    assert downgrade(world.engine, to, agree=lambda losses: told.extend(losses) or True)
    assert state(world.engine).at == to
    gone = {loss.place for loss in told if "." not in loss.place}
    kept = {table: rows for table, rows in before.items() if table not in gone and table != "counsellor_sessions"}
    assert {table: counts(world)[table] for table in kept} == kept
    upgrade(world.engine)
    assert {table: counts(world)[table] for table in kept} == kept
    assert gone <= before.keys()


def test_what_would_be_lost_is_told_with_its_rows_and_can_be_refused(world: World) -> None:
    before, told = counts(world), []
    assert not downgrade(world.engine, "0004", agree=lambda losses: bool(told.extend(losses)))
    assert Loss("contacts", before["contacts"]) in told
    assert counts(world) == before
    assert state(world.engine).missing == ()


def test_a_value_in_a_column_without_a_place_is_told_too(world: World) -> None:
    told: list[Loss] = []
    downgrade(world.engine, "0002", agree=lambda losses: bool(told.extend(losses)))
    assert Loss("conversations.code_hash", 3) in told
    assert "corrections.body" not in {loss.place for loss in told}


def test_tables_of_a_newer_program_are_left_alone(world: World) -> None:
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = counts(world)
    for go in (upgrade, downgrade, check):
        with pytest.raises(MigrationError, match="newer version"):
            go(world.engine)
    assert counts(world) == before


def test_older_tables_are_noticed_and_an_empty_database_too(world: World, tmp_path: Path) -> None:
    check(world.engine)
    downgrade(world.engine, "0003")
    with pytest.raises(MigrationError, match=r"at version 0003.*`bot migrate up`"):
        check(world.engine)
    downgrade(world.engine)
    assert state(world.engine).missing == revisions()
    with pytest.raises(MigrationError, match="at version none"):
        check(world.engine)


def test_a_country_that_nobody_said_is_none(tmp_path: Path) -> None:
    world = open_world(tmp_path)  # on SQLite, which let the word pass
    furnish(world)
    downgrade(world.engine, "0007")
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE counted SET country = 'unknown'"))
    upgrade(world.engine)
    with world.engine.begin() as connection:
        assert connection.execute(text("SELECT DISTINCT country FROM counted")).scalars().all() == [None]
    world.engine.dispose()
