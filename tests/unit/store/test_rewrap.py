"""Rotating the master key: everything opens with the new one alone, while others write, however often it is killed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.services.forget import forget
from bot.services.transcript import transcript
from bot.store import rewrap as rotation
from bot.store.database import Database
from bot.store.keys import MasterKeys, WrongKeyError
from bot.store.rewrap import KeyState, key_state, rewrap
from tests.databases import NewDatabase
from tests.full_house import AT, SECRETS, furnish
from tests.world import World, open_world

OLD, NEW = MasterKeys.generate(), MasterKeys.generate()
BOTH, ONLY_NEW = MasterKeys.parse(f"{NEW},{OLD}"), MasterKeys.parse(NEW)


class KilledError(Exception):
    """The process is gone."""


@pytest.fixture
def world(new_database: NewDatabase, tmp_path: Path) -> Iterator[World]:
    """A world under the old key."""
    world = open_world(tmp_path, url=new_database(), keys=OLD)
    yield world
    world.engine.dispose()


def state(world: World) -> KeyState:
    return key_state(world.engine, BOTH)


def with_new_key(world: World) -> World:
    """The service after its restart with the new key alone."""
    return replace(world, deps=replace(world.deps, store=Database(world.engine, ONLY_NEW)))


def test_everything_opens_with_the_new_key_alone(world: World) -> None:
    talks = furnish(world)
    before = [transcript(world.deps, talk) for talk in talks]
    assert state(world).to_do == 6
    done = rewrap(world.engine, BOTH)
    assert (done.rows, done.damaged, done.left) == (6, 0, 0)
    assert state(world).wraps == {BOTH.current: 6}
    after = with_new_key(world)
    after.deps.store.check_keys()
    assert [transcript(after.deps, talk) for talk in talks] == before
    with after.deps.store.write() as tx:
        assert tx.conversation_at("telegram", f"{SECRETS[1]}-1") == talks[1]
        assert tx.totp(tx.counsellors()[0].id)
        assert tx.claim_inbox("one", AT, AT, 5)[0].event.text == SECRETS[0]
        assert tx.conversation_of_code("red fox 0") is None
    assert rewrap(world.engine, BOTH).rows == 0


def test_nothing_of_the_old_wrapping_is_left_in_the_files(tmp_path: Path) -> None:
    world = open_world(tmp_path, keys=OLD)
    furnish(world)
    with world.engine.connect() as connection:
        wrapped = connection.execute(text("SELECT wrapped FROM conversation_keys")).scalars().all()
    rewrap(world.engine, BOTH)
    files = b"".join(file.read_bytes() for file in tmp_path.glob("unhook.db*"))
    assert [one for one in wrapped if one in files] == []
    world.engine.dispose()


@pytest.mark.parametrize("lives", [1, 3, 5])
def test_killed_it_goes_on_where_it_was(world: World, lives: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    talks = furnish(world, talks=5)
    before = [transcript(world.deps, talk) for talk in talks]

    def die(done: int, _: int) -> None:
        if done >= lives:
            raise KilledError

    with pytest.raises(KilledError):
        rewrap(world.engine, BOTH, die)
    assert 0 < state(world).to_do < 8
    both = replace(world, deps=replace(world.deps, store=Database(world.engine, BOTH)))
    assert [transcript(both.deps, talk) for talk in talks] == before
    rewrap(world.engine, BOTH)
    assert [transcript(with_new_key(world).deps, talk) for talk in talks] == before


def test_the_service_writes_begins_and_forgets_meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    world.deps = replace(world.deps, store=Database(world.engine, BOTH))
    talks = [world.start() for _ in range(20)]
    begun = []

    def serve(number: int) -> None:
        world.deps.store.read()
        if number % 4 == 0:
            forget(world.deps, talks[number].id)
        else:
            world.hear(talks[number], f"words {number}")
            begun.append(world.start())

    with ThreadPoolExecutor(3) as pool:
        served = [pool.submit(serve, number) for number in range(20)]
        rewrap(world.engine, BOTH)
        for one in served:
            one.result()
    after = with_new_key(world)
    for number, talk in enumerate(talks):
        if number % 4:
            assert transcript(after.deps, talk.id)[-1].said.text == f"words {number}"
    assert all(transcript(after.deps, talk.id) for talk in begun)


def test_a_key_that_is_missing_stops_it_before_anything_is_changed(world: World) -> None:
    furnish(world)
    with pytest.raises(WrongKeyError, match="UNHOOK_MASTER_KEY again"):
        rewrap(world.engine, ONLY_NEW)
    assert state(world).wraps == {MasterKeys.parse(OLD).current: 6}


def test_a_row_that_somebody_changed_is_counted_and_holds_nothing_up(world: World) -> None:
    talks = furnish(world)
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE conversation_keys SET wrapped = :junk WHERE conversation_id = :id"), {"junk": b"x" * 60, "id": talks[0]}
        )
    done = rewrap(world.engine, BOTH)
    assert (done.rows, done.damaged, done.left) == (5, 1, 0)


def test_what_a_process_wrote_with_the_old_key_meanwhile_is_told(world: World) -> None:
    furnish(world)
    done = rewrap(world.engine, BOTH, lambda *_: world.start() and None)
    assert done.left > 0
    assert rewrap(world.engine, BOTH).left == 0
