"""Rasa's own commands work as its documentation says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT


def rasa(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "rasa", *arguments]
    return subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, timeout=110, check=False)


@pytest.mark.slow
def test_the_data_is_valid() -> None:
    done = rasa("data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_stories_of_the_test_folder_pass(tmp_path: Path) -> None:
    done = rasa("test", "core", "--e2e", "--stories", "tests/stories", "--out", str(tmp_path), "--fail-on-prediction-errors")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_shell_answers_with_the_words_of_the_copy() -> None:
    done = rasa("shell", typed="is it my fault\n/stop\n")
    assert "not your fault" in done.stdout, done.stdout + done.stderr
