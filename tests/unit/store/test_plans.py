"""Whoever ever wrote costs nothing later: what is asked every second is found by an index, never row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.services.start_conversation import FromApp, start_conversation
from bot.services.transaction import Transaction
from tests.world import World, open_world

LEASE = timedelta(seconds=60)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = open_world(Path(tmp_path_factory.mktemp("plans")))
    start_conversation(world.deps, app=FromApp("app", "me"))
    yield world
    world.engine.dispose()


def plans(world: World, ask: Callable[[Transaction], Any]) -> list[str]:
    """How the database goes about it, step by step."""
    asked: list[tuple[str, Any]] = []

    def note(*call: Any) -> None:
        asked.append((call[2], call[3]))

    event.listen(world.engine, "before_cursor_execute", note)
    try:
        with world.store.write() as tx:
            ask(tx)
    finally:
        event.remove(world.engine, "before_cursor_execute", note)
    with world.engine.connect() as connection:
        return [
            row[3]
            for statement, values in asked
            if statement.startswith(("SELECT", "UPDATE", "DELETE"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda tx, now: tx.claim_outbox(["app"], "l", now, now + LEASE, 8), "ix_contacts_unsent"),
        (lambda tx, now: tx.claim_outbox(["app", "another"], "l", now, now + LEASE, 8), "ix_contacts_unsent"),
        (lambda tx, _: tx.conversation_at("app", "me"), "ix_contacts_address_hash"),
        (lambda tx, _: tx.in_app("c_1"), "sqlite_autoindex_contacts_1"),
        (lambda tx, now: tx.in_apps(now), "sqlite_autoindex_contacts_1"),
        (lambda tx, now: tx.open_conversations(now), "ix_conversations_owner_last_at"),
        (lambda tx, _: tx.count_unread(), "ix_conversations_owner_last_at"),
        (lambda tx, now: tx.has_work(now), "ix_conversations_owed_since"),
        (lambda tx, now: tx.claim_work("l", now, now + LEASE), "ix_conversations_owed_since"),
        (lambda tx, now: tx.late_conversations(now), "ix_conversations_owed_since"),
        (lambda tx, _: tx.oldest_unhandled("c_1"), "ix_messages_unhandled"),
        (lambda tx, _: tx.mark_one_handled("c_1", 1), "ix_messages_unhandled"),
        (lambda tx, now: tx.contacts_to_delete(now), "ix_contacts_delete_at"),
        (lambda tx, now: tx.contacts_since("app", now), "ix_contacts_channel_wrote_at"),
        (lambda tx, _: tx.last_heard("app"), "ix_contacts_channel_wrote_at"),
        (lambda tx, now: tx.sent_until("c_1", now), "ix_sent_messages_conversation_id"),
        (lambda tx, now: tx.forget_keys_before(now), "ix_seen_events_seen_at"),
    ],
    ids=[
        "due",
        "due in two apps",
        "address",
        "seen by staff",
        "all seen by staff",
        "the queue",
        "unread",
        "whether there is work",
        "work",
        "late",
        "oldest of one",
        "since when owed",
        "to delete",
        "since",
        "last heard",
        "sent until",
        "old keys",
    ],
)
def test_it_is_found_by_an_index(world: World, ask: Callable[[Any, Any], Any], index: str) -> None:
    steps = plans(world, lambda tx: ask(tx, world.clock()))
    assert any(index in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")]
