"""Forgetting: nothing of a conversation is left, on the disk neither."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.services.errors import UnknownConversationError
from bot.services.forget import forget, forget_expired
from tests.world import World


def test_of_a_forgotten_conversation_no_byte_is_left_in_the_files(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 someone has pics of me")
    work = world.claim()
    assert work
    world.answer(work)
    with world.engine.connect() as connection:
        where = {"id": talk.id}
        wrapped = connection.execute(
            text("SELECT wrapped FROM conversation_keys WHERE conversation_id = :id"), where
        ).scalar_one()
        bodies = connection.execute(text("SELECT body FROM messages WHERE conversation_id = :id"), where).scalars().all()
    traces = [talk.id.encode(), wrapped, *bodies]
    assert all(trace in _files(world) for trace in traces)
    forget(world.deps, talk.id)
    left = _files(world)
    assert [trace for trace in traces if trace in left] == []


def test_what_was_said_is_never_in_the_files_in_clear(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 unmistakable")
    work = world.claim()
    assert work
    world.answer(work, "utter_recognisable")
    assert b"unmistakable" not in _files(world)
    assert b"utter_recognisable" not in _files(world)


def test_only_conversations_quiet_for_longer_than_the_retention_are_forgotten(world: World) -> None:
    old, kept = world.start(), world.start()
    world.clock.pass_by(days=20)
    world.hear(kept, "still here")
    world.clock.pass_by(days=10, seconds=1)
    assert forget_expired(world.deps) == 2  # and the stranger's
    with pytest.raises(UnknownConversationError):
        forget(world.deps, old.id)
    assert len(world.log(kept)) == 2
    assert forget_expired(world.deps) == 0


def test_more_than_one_batch_is_forgotten_at_once(world: World) -> None:
    for _ in range(205):
        world.start()
    world.clock.pass_by(seconds=(world.deps.settings.retention + timedelta(days=1)).total_seconds())
    assert forget_expired(world.deps) == 206


def _files(world: World) -> bytes:
    return b"".join(path.read_bytes() for path in world.folder.iterdir())
