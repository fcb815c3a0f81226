"""The world that the use cases are tested in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.message import Sender
from bot.services.ports import Counsellor
from bot.services.records import CounsellorSession
from tests.unit.services.two_steps import opened, password_was_right
from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world in which somebody else is talking too: a query that forgets its filter finds too much."""
    world = open_world(tmp_path)
    stranger = world.start()
    with world.store.write() as tx:
        # Handled, so that only tests that want work find work.
        draft = tx.messages(stranger.id)[0].said
        tx.append(stranger.id, draft, now=world.clock())
        assert draft.sender is Sender.BOT
    yield world
    world.engine.dispose()


@pytest.fixture
def sam(world: World) -> Counsellor:
    """A counsellor."""
    return world.counsellor("Sam")


@pytest.fixture
def alex(world: World) -> Counsellor:
    """Another counsellor."""
    return world.counsellor("Alex")


@pytest.fixture
def here(world: World, sam: Counsellor) -> CounsellorSession:
    """Sam's browser, just signed in."""
    return opened(world, password_was_right(world, sam))
