"""Retention on both databases: after 30 days everything of a conversation is gone from every table, and the counts stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from bot.services.close import close
from bot.services.forget import forget_expired
from bot.services.take_over import take_over
from bot.settings import Settings
from bot.store.metadata import metadata
from tests.databases import NewDatabase
from tests.full_house import SECRETS, furnish
from tests.world import World, open_world

# Kept when a conversation goes: that it was read stays on record, and an id that leads to nothing tells nothing.
STAYS = {"audit"}


@pytest.fixture
def world(new_database: NewDatabase, tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path, url=new_database())
    yield world
    world.engine.dispose()


def about(world: World, conversation_id: str) -> set[str]:
    """The tables that have the id of a conversation anywhere."""
    found = set()
    with world.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if any(conversation_id in map(str, row) for row in connection.execute(select(table))):
                found.add(table.name)
    return found


def test_after_thirty_days_no_table_knows_of_it(world: World) -> None:
    talks = furnish(world)
    assert len(about(world, talks[0])) > 10
    world.clock.pass_by(days=30)
    assert forget_expired(world.deps) == 0
    world.clock.pass_by(seconds=1)
    assert forget_expired(world.deps) == 3
    assert about(world, talks[0]) <= STAYS
    with world.engine.connect() as connection:
        left = {table.name for table in metadata.sorted_tables if "body" in table.c and connection.execute(select(table)).first()}
    assert left == {"inbox"}, "not of a conversation yet; handled within a second where the program runs"


def test_the_counts_stay_and_hold_no_words(world: World) -> None:
    for _ in range(3):
        world.hear(world.start(), f"T1 {' '.join(SECRETS)}")
    world.clock.pass_by(days=31)
    forget_expired(world.deps)
    with world.store.read() as tx:
        counts = tx.statistics(date(2026, 1, 1), date(2027, 1, 1))
    assert ("tier", "T1", 3) in {(one.measure, one.key, one.count) for one in counts}
    assert not [one for one in counts for secret in SECRETS if secret in f"{one.measure} {one.key}"]


def test_it_counts_from_the_closing(world: World) -> None:
    sam = world.counsellor("Sam", here=True)
    talk = world.start()
    world.hear(talk, "T1 help")
    take_over(world.deps, talk.id, sam)
    world.clock.pass_by(days=20)
    close(world.deps, talk.id, sam)
    world.clock.pass_by(days=30)
    assert forget_expired(world.deps) == 0
    world.clock.pass_by(seconds=1)
    assert forget_expired(world.deps) == 1


def test_an_operator_may_choose_another_time(world: World) -> None:
    assert timedelta(days=Settings(_env_file=None).retention_days) == world.deps.settings.retention
    assert Settings(_env_file=None, retention_days=7).retention_days == 7
    with pytest.raises(ValidationError):
        Settings(_env_file=None, retention_days=0)
