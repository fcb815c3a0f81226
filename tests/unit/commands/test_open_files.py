"""Where a system allows few open files by default, the server allows itself more; where it may not, it says so."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from rich.console import Console

from bot.commands import doctor, open_files, run

SHOW = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from bot.commands.open_files import allowed, raise_limit
print(allowed(), raise_limit(), raise_limit(), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def limits(soft: int, hard: int) -> list[int]:
    """Before, after, after a second time, and what the system says then. In a process of its own: a hard limit never comes back."""
    shown = subprocess.run([sys.executable, "-c", SHOW.format(soft=soft, hard=hard)], capture_output=True, text=True, check=True)
    return [int(number) for number in shown.stdout.split()]


def test_the_soft_limit_is_raised_to_the_hard_one() -> None:
    assert limits(256, 1000) == [256, 1000, 1000, 1000, 1000]


def test_no_more_is_taken_than_is_needed_and_nothing_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    hard = open_files.resource.getrlimit(open_files.resource.RLIMIT_NOFILE)[1]
    if hard < open_files.ENOUGH + 1:
        pytest.skip("this machine allows fewer")
    assert limits(256, hard)[1:4] == [open_files.ENOUGH] * 3
    assert limits(open_files.ENOUGH + 1, hard)[1] == open_files.ENOUGH + 1


@pytest.mark.parametrize(("hard", "says"), [(1024, True), (open_files.FEW, False)])
def test_too_few_are_said_at_the_start(monkeypatch: pytest.MonkeyPatch, hard: int, says: bool) -> None:
    monkeypatch.setattr(run, "raise_limit", lambda: hard)
    run._raise_open_files(Console(file=(out := io.StringIO()), width=200))
    assert ("LimitNOFILE" in out.getvalue()) is says


def test_the_doctor_names_the_limit_and_the_cure(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "reachable", lambda: 1024)
    (found,) = [one for one in doctor._look(settings) if one.what == "open files"]
    assert found.problem
    assert "1024" in found.problem
    assert found.warning
    assert found.cure.startswith("raise the hard limit")
