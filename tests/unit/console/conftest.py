from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.services.ports import Deps, Role
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from tests.faces import Desk, deps, static_dir, words

__all__ = ["deps", "static_dir"]


@pytest.fixture
def app(deps: Deps, static_dir: Path) -> FastAPI:
    names = {"L03": "Asks for a person"}
    return create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), words=words, situation_names=names)


@pytest.fixture
def sam(app: FastAPI, deps: Deps) -> Desk:
    return Desk(deps, "Sam", app=app)


@pytest.fixture
def alex(app: FastAPI, deps: Deps) -> Desk:
    return Desk(deps, "Alex", app=app)


@pytest.fixture
def robin(app: FastAPI, deps: Deps) -> Desk:
    return Desk(deps, "Robin", Role.SUPERVISOR, app=app)


@pytest.fixture
def waiting(deps: Deps) -> str:
    """A conversation in danger that waits for a person."""
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="T0 now")
    return conversation.id


@pytest.fixture
def with_bot(deps: Deps) -> str:
    """A conversation that the bot answers."""
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="hello")
    return conversation.id
