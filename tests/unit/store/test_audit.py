"""The audit log: nobody can take out, change or add a line in the middle without breaking its chain."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.store.audit import NoAuditHeadError
from bot.store.schema_accounts import audit, audit_head
from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


@pytest.fixture
def logged(world: World) -> World:
    with world.store.write() as tx:
        for action in (Action.SIGN_IN, Action.READ, Action.SIGN_OUT):
            note_in_audit(tx, SYSTEM, action, world.clock(), conversation_id="chat", about="why")
    return world


def broken(world: World) -> int | None:
    with world.store.read() as tx:
        return tx.broken_audit_line()


def test_lines_come_back_in_order_with_numbers(logged: World) -> None:
    with logged.store.read() as tx:
        lines = tx.audit_lines()
        assert [(one.number, one.action) for one in lines] == [(1, "sign_in"), (2, "read"), (3, "sign_out")]
        assert [one.number for one in tx.audit_lines(after=2)] == [3]
    assert broken(logged) is None


def test_a_changed_line_breaks_the_chain(logged: World) -> None:
    with logged.engine.begin() as connection:
        connection.execute(update(audit).where(audit.c.number == 2).values(by="somebody"))
    assert broken(logged) == 2


def test_a_missing_line_breaks_the_chain(logged: World) -> None:
    with logged.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.number == 2))
    assert broken(logged) == 2


def test_lines_cut_off_the_end_are_missed(logged: World) -> None:
    with logged.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.number == 3))
    assert broken(logged) == 3


def test_a_line_added_by_hand_breaks_the_chain(logged: World) -> None:
    with logged.engine.begin() as connection:
        last = connection.execute(select(audit).where(audit.c.number == 3)).one()._asdict()
        connection.execute(insert(audit), last | {"number": 4})
    assert broken(logged) == 4


def test_an_empty_log_is_whole_and_one_that_was_emptied_is_not(world: World, tmp_path: Path) -> None:
    assert broken(world) is None
    with world.store.write() as tx:
        note_in_audit(tx, SYSTEM, Action.READ, world.clock())
    with world.engine.begin() as connection:
        connection.execute(delete(audit))
    assert broken(world) == 1
    with world.engine.begin() as connection:
        connection.execute(delete(audit_head))
    assert broken(world) == 1
    with pytest.raises(NoAuditHeadError, match="restore a backup"), world.store.write() as tx:
        note_in_audit(tx, SYSTEM, Action.READ, world.clock())


def test_what_was_not_done_is_not_in_the_log(world: World) -> None:
    def fail() -> None:
        with world.store.write() as tx:
            note_in_audit(tx, SYSTEM, Action.READ, world.clock())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with world.store.read() as tx:
        assert tx.audit_lines() == []
    assert broken(world) is None


def test_many_writers_at_once_neither_fail_nor_fork_the_chain(world: World) -> None:
    def write(number: int) -> None:
        with world.store.write() as tx:
            note_in_audit(tx, f"p_{number}", Action.READ, world.clock())
            note_in_audit(tx, f"p_{number}", Action.CLOSE, world.clock())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with world.store.read() as tx:
        lines = tx.audit_lines(limit=200)
    assert [line.number for line in lines] == list(range(1, 81))
    assert [lines[at].by for at in range(0, 80, 2)] == [lines[at].by for at in range(1, 80, 2)]  # a transaction stays together
    assert broken(world) is None
