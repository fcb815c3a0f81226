"""The queue is read again and again: what has not changed is the same object, and what has gone is not kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.records import Conversation
from bot.services.start_conversation import FromApp, start_conversation
from bot.store.last_look import LastLook, Row
from tests.databases import NewDatabase
from tests.world import open_world


@pytest.fixture
def deps(tmp_path: Path, new_database: NewDatabase) -> Iterator[Deps]:
    world = open_world(tmp_path, url=new_database())
    yield world.deps
    world.engine.dispose()


def looked(deps: Deps) -> dict[str, Conversation]:
    with deps.store.read() as tx:
        return {one.id: one for one in tx.open_conversations(deps.clock() - timedelta(days=1))}


def test_a_look_tells_of_each_conversation_what_it_tells_by_itself(deps: Deps) -> None:
    in_app = start_conversation(deps, app=FromApp("app", "me"))[0].id
    quiet, busy = start_conversation(deps)[0].id, start_conversation(deps)[0].id
    receive(deps, busy, client_id="m1", text="T1 please come")
    for _ in range(2):
        found = looked(deps)
        with deps.store.read() as tx:
            assert found == {one: tx.conversation(one) for one in (in_app, quiet, busy)}
            assert tx.in_apps(deps.clock() - timedelta(days=1)) == {in_app: tx.in_app(in_app)}
            assert tx.count_unread() == {busy: 1}


def test_only_what_has_changed_is_another_object(deps: Deps) -> None:
    quiet, busy = start_conversation(deps)[0].id, start_conversation(deps)[0].id
    before = looked(deps)
    receive(deps, busy, client_id="m1", text="T1 please come")
    after = looked(deps)
    assert after[quiet] is before[quiet]
    assert after[busy] != before[busy]


def test_what_has_left_the_queue_is_kept_no_longer() -> None:
    made: list[Row] = []

    def make(row: Row) -> Conversation:
        made.append(row)
        return object.__new__(Conversation)

    look = LastLook()
    first = look.read([("a",), ("b",)], make)
    assert look.read([("b",)], make) == first[1:]
    look.read([("a",), ("b",)], make)
    assert made == [("a",), ("b",), ("a",)]
