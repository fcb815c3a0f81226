from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, make_static, words
from tests.world import open_world

# One database and one app for a file of tests: every test has a conversation of its own, as in life.


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="module")
def deps(folder: Path) -> Deps:
    return open_world(folder).deps


@pytest.fixture(scope="module")
def static_dir(folder: Path) -> Path:
    return make_static(folder)


@pytest.fixture(scope="module")
def client(deps: Deps, static_dir: Path) -> Iterator[TestClient]:
    settings = WebSettings(messages=(10_000, 10), conversations=(10_000, 10))
    with TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=settings)) as client:
        yield client


@pytest.fixture
def chat(client: TestClient) -> dict[str, str]:
    """A conversation that has just begun: {"conversation", "token"}."""
    started: dict[str, str] = client.post("/api/conversations", json={}).json()
    return started
