"""What came from an app waits sealed, once, and one sender's events stay in order whoever works on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.services.channel_records import ChannelEvent, Contact, EventKind
from bot.services.start_conversation import FromApp, start_conversation
from bot.store.database import Database
from bot.store.keys import MasterKeys
from bot.store.rewrap import rewrap
from bot.store.schema_channels import contacts, inbox, seen_events
from tests.world import World, open_world

LEASE = timedelta(seconds=60)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path)
    yield world
    world.engine.dispose()


def event(key: str, who: str = "me", text: str = "hello", **about: object) -> ChannelEvent:
    return ChannelEvent(EventKind.MESSAGE, key, who, text=text, **about)  # type: ignore[arg-type]


def add(world: World, *events: ChannelEvent, channel: str = "app") -> int:
    with world.store.write() as tx:
        return tx.add_deliveries(channel, events, world.clock())


def claim(world: World, worker: str = "one", most: int = 20) -> list[ChannelEvent]:
    now = world.clock()
    with world.store.write() as tx:
        return [one.event for one in tx.claim_inbox(worker, now, now + LEASE, most)]


def test_an_event_comes_out_as_it_went_in(world: World) -> None:
    whole = ChannelEvent(
        EventKind.TAP, "k", "me", "text", tap="affirm", message_id="m", at=world.clock(), language="es", handle="h"
    )
    add(world, whole)
    assert claim(world) == [whole]


def test_what_was_seen_is_not_stored_again_also_after_it_was_handled(world: World) -> None:
    assert add(world, event("k1"), event("k1"), event("k2")) == 2
    now = world.clock()
    with world.store.write() as tx:
        for delivery in tx.claim_inbox("one", now, now + LEASE, 20):
            tx.end_delivery(delivery.number)
    assert add(world, event("k1")) == 0
    assert add(world, event("k1"), channel="another") == 1
    world.clock.pass_by(days=9)
    with world.store.write() as tx:
        tx.forget_keys_before(world.clock() - timedelta(days=8))
    assert add(world, event("k1")) == 1


def test_one_sender_is_leased_whole_and_the_next_worker_gets_another_sender(world: World) -> None:
    add(world, event("k1", "me"), event("k2", "you"), event("k3", "me"))
    assert [one.key for one in claim(world, "one")] == ["k1", "k3"]
    assert [one.key for one in claim(world, "two")] == ["k2"]
    assert claim(world, "three") == []
    add(world, event("k4", "me"))
    assert claim(world, "three") == []  # somebody works on the events before it
    world.clock.pass_by(seconds=61)
    assert [one.key for one in claim(world, "three")] == ["k1", "k3", "k4"]


def test_what_happened_first_comes_first_whatever_arrived_first(world: World) -> None:
    late, early = world.clock(), world.clock() - timedelta(seconds=5)
    add(world, event("k1", at=late), event("k2", at=early))
    assert [one.key for one in claim(world)] == ["k2", "k1"]


def test_a_failed_one_rests_and_is_counted(world: World) -> None:
    add(world, event("k1"))
    claim(world)
    with world.store.write() as tx:
        tx.release_inbox("one", world.clock() + timedelta(seconds=3))
    assert claim(world) == []
    world.clock.pass_by(seconds=4)
    now = world.clock()
    with world.store.write() as tx:
        assert [one.tries for one in tx.claim_inbox("one", now, now + LEASE, 20)] == [2]


def test_no_row_says_who_wrote_or_what(world: World) -> None:
    add(world, event("k-secret", "a-number", "some words"))
    with world.engine.connect() as connection:
        rows = [*connection.execute(select(inbox)).all(), *connection.execute(select(seen_events)).all()]
    stored = repr(rows)
    assert not [secret for secret in ("k-secret", "a-number", "some words") if secret in stored]


def test_whoever_writes_again_is_found_after_the_master_key_has_changed(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    talk, _ = start_conversation(world.deps, app=FromApp("app", "me"))
    old = world.store._master_keys
    fresh = MasterKeys.parse(MasterKeys.generate())
    both = MasterKeys({**old.keys, **fresh.keys}, fresh.current)
    store = Database(world.engine, both)
    with store.read() as tx:
        assert tx.conversation_at("app", "me") == talk.id
    assert rewrap(world.engine, both).rows == 1
    with Database(world.engine, fresh).read() as tx:
        assert tx.conversation_at("app", "me") == talk.id
        assert tx.contact(talk.id) == Contact(talk.id, "app", "me", world.clock())
    world.engine.dispose()


def test_the_address_belongs_to_the_newest_conversation_alone(world: World) -> None:
    first, _ = start_conversation(world.deps, app=FromApp("app", "me"))
    second, _ = start_conversation(world.deps, app=FromApp("app", "me"))
    with world.store.read() as tx:
        assert tx.conversation_at("app", "me") == second.id
        assert tx.contact(first.id)
        assert tx.count_contacts() == {"app": 2}
        assert tx.conversation_at("another", "me") is None
    with world.store.write() as tx:
        tx.forget(second.id)
    with world.engine.connect() as connection:
        assert len(connection.execute(select(contacts)).all()) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.sampled_from("abc"), max_size=12), lives=st.lists(st.integers(0, 4), max_size=12))
def test_each_sender_is_heard_in_order_however_workers_come_and_die(world: World, told: list[str], lives: list[int]) -> None:
    run = world.clock.now.isoformat()  # one database for all runs, and senders of its own for each
    for number, who in enumerate(told):
        add(world, event(f"{run}.{number}", who, at=world.clock() + timedelta(microseconds=number)))
    heard: list[tuple[str, int]] = []
    for life in (*lives, *(20 for _ in told)):
        now = world.clock()
        with world.store.write() as tx:
            deliveries = tx.claim_inbox("a worker", now, now + LEASE, 4)
        for delivery in deliveries[:life]:
            heard.append((delivery.event.address, int(delivery.event.key.rpartition(".")[2])))
            with world.store.write() as tx:
                tx.end_delivery(delivery.number)
        world.clock.pass_by(seconds=61)  # whatever it had left, it is dead
    for who in "abc":
        numbers = [number for name, number in heard if name == who]
        assert numbers == [number for number, name in enumerate(told) if name == who]
