"""Migrations: up, down, up again, the same tables as the schema, and two processes at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.store.engine import open_engine
from bot.store.metadata import metadata
from bot.store.migrations import downgrade, upgrade
from tests.world import open_world

UPGRADE = "import sys; from bot.store.engine import open_engine; from bot.store.migrations import upgrade; upgrade(open_engine(sys.argv[1]))"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty database in a folder that does not exist yet."""
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'unhook.db'}")
    yield engine
    engine.dispose()


def test_head_is_the_schema(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_up_down_and_up_again(engine: Engine) -> None:
    upgrade(engine)
    assert set(metadata.tables) < set(inspect(engine).get_table_names())
    downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_going_back_and_forth_loses_no_message(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    talk = world.start()
    before = world.log(talk)
    downgrade(world.engine, "0001")
    upgrade(world.engine)
    assert list(world.log(talk)) == list(before)
    assert world.now(talk).simple_words is False
    world.engine.dispose()


def test_upgrading_what_is_up_to_date_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    upgrade(engine)
    assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE messages (x INTEGER)")
    with pytest.raises(Exception, match="messages already exists"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == ["messages"]


def test_processes_that_start_at_once_do_not_disturb_each_other(engine: Engine) -> None:
    url = engine.url.render_as_string()
    started = [subprocess.Popen([sys.executable, "-c", UPGRADE, url], stderr=subprocess.PIPE) for _ in range(3)]
    complaints = [process.communicate(timeout=60)[1] for process in started]
    assert [(process.returncode, complaint) for process, complaint in zip(started, complaints, strict=True)] == [(0, b"")] * 3


def test_the_folder_of_the_database_is_for_its_owner_only(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine)
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_every_table_and_index_can_be_written_for_postgresql() -> None:
    written = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables]
    indexes = [
        str(CreateIndex(index).compile(dialect=postgresql.dialect()))
        for table in metadata.tables.values()
        for index in table.indexes
    ]
    assert len(written) == len(metadata.tables)
    assert any("WHERE handled = false" in index for index in indexes)
