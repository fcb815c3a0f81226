"""Whatever both faces are asked, in the forms that they describe or not: a refusal with a sentence, and never a fault."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from schemathesis import Case
from schemathesis.core import NotSet

from bot.console.app import create_app as create_console
from bot.console.settings import ConsoleSettings
from bot.services.ports import Deps, Role
from bot.services.start_conversation import start_conversation
from bot.web.app import create_app as create_web
from bot.web.settings import WebSettings
from tests.faces import OFFERED, OWN_PAGE, Desk, bearer, make_static, words
from tests.fuzz.schemas import operations, try_all
from tests.world import open_world

Asking = Callable[[Case], dict[str, Any]]  # the headers and cookies of whoever asks

EACH = 3  # of each operation


@pytest.fixture
def deps(tmp_path: Path) -> Deps:
    return open_world(tmp_path).deps


def _described(app: FastAPI) -> list[Any]:
    app.state.listeners.close()  # streams and long polls end at once
    return list(operations(app.openapi(), app))


def _ask(app: FastAPI, asking: Asking, caplog: pytest.LogCaptureFixture) -> set[int]:
    """Ask for everything, and look at each answer."""
    statuses: set[int] = set()

    def check(case: Case) -> None:
        answer = case.call(**asking(case))
        statuses.add(answer.status_code)
        assert answer.status_code < 500, answer.status_code
        if answer.status_code >= 400 and "application/json" in answer.headers.get("content-type", [""])[0]:
            error = answer.json()["error"]
            assert error["code"]
            assert error["message"]
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]

    try_all(_described(app), check, each=EACH)
    return statuses


def _at(case: Case, **real: str) -> None:
    """Ask about something that is there: an invented id is refused at the door. Some cases keep theirs."""
    given = case.path_parameters
    if isinstance(given, NotSet) or not given:
        return
    for name, value in real.items():
        if name in given and len(str(given[name])) % 4:
            given[name] = value


@pytest.mark.timeout(0)
def test_the_young_person_s_face(deps: Deps, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_web(deps, static_dir=make_static(tmp_path), words=words, offered=OFFERED, settings=WebSettings())

    def asking(case: Case) -> dict[str, Any]:
        talk, token = start_conversation(deps)
        _at(case, conversation_id=talk.id)
        return {"headers": bearer(token) | OWN_PAGE}

    assert {200, 400} <= _ask(app, asking, caplog)


@pytest.mark.timeout(0)
@pytest.mark.parametrize("role", list(Role))
def test_the_console(deps: Deps, tmp_path: Path, caplog: pytest.LogCaptureFixture, role: Role) -> None:
    app = create_console(deps, static_dir=make_static(tmp_path), settings=ConsoleSettings(), words=words, situation_names={})
    talk, _ = start_conversation(deps)
    numbers = itertools.count()

    def asking(case: Case) -> dict[str, Any]:
        desk = Desk(deps, f"Sam {next(numbers)}", role)  # the last one may have signed itself out
        _at(case, conversation_id=talk.id, counsellor_id=desk.counsellor.id)
        return {"headers": OWN_PAGE, "cookies": desk.cookies}

    assert {200, 400} <= _ask(app, asking, caplog)
