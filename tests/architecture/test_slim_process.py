"""A process that answers young people speaks to nobody else, and carries nothing it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # it starts a whole process of its own

WATCHED_TALK = Path(__file__).with_name("watched_talk.py")


@pytest.fixture(scope="module")
def seen(root: Path, model: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the watched process saw. As a newcomer starts it: telemetry is not switched off from outside."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RASA_", "UNHOOK_", "SENTRY_"))}
    environment |= {"HOME": str(tmp_path_factory.mktemp("home")), "PYTHONPATH": str(root)}
    command = [sys.executable, str(WATCHED_TALK), str(tmp_path_factory.mktemp("talk")), str(model.parent)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_it_answers_without_opening_a_connection(seen: dict[str, Any]) -> None:
    assert all(count >= 1 for count in seen["answered"])
    assert seen["connections"] == []
    assert seen["watch_works"] == 1


def test_nothing_is_reported_to_anybody(seen: dict[str, Any]) -> None:
    assert seen["telemetry"] is False
    assert seen["sentry"] is False


def test_no_package_of_rasas_other_products_is_found(seen: dict[str, Any]) -> None:
    assert seen["rasa_plus"] is False


def test_it_carries_no_heavy_library(seen: dict[str, Any]) -> None:
    assert seen["tensorflow_is_hidden"] is True
    assert seen["loaded"] == []
