from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from bot.console.app import create_app as create_console
from bot.console.settings import ConsoleSettings
from bot.services.ports import Deps
from bot.web.app import create_app as create_web
from bot.web.settings import WebSettings
from tests.contract.server_thread import Running
from tests.faces import OFFERED, deps, static_dir, words

__all__ = ["deps", "static_dir"]


@pytest.fixture
def web(deps: Deps, static_dir: Path) -> Iterator[Running]:
    settings = WebSettings(ping=0.3)
    running = Running(create_web(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=settings))
    yield running
    running.stop()


@pytest.fixture
def console(deps: Deps, static_dir: Path) -> Iterator[Running]:
    running = Running(create_console(deps, static_dir=static_dir, settings=ConsoleSettings(heartbeat=0.2)))
    yield running
    running.stop()


@pytest.fixture
def client(web: Running) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=web.url, timeout=10) as client:
        yield client


@pytest.fixture
def chat(client: httpx2.Client) -> dict[str, str]:
    """A conversation that has just begun."""
    started: dict[str, str] = client.post("/api/conversations", json={}).json()
    return started
