"""The audit log: nobody can take out, change or add a line in the middle without breaking its chain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.store.schema_accounts import audit
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
