"""What a person can cure is one sentence; a choice that is not there names those that are."""

from __future__ import annotations

import ast
import importlib
import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot import cli
from bot.app import App
from bot.brain.training import TrainingFailedError
from bot.commands import errors
from bot.commands.choice import UnknownChoiceError
from bot.commands.counsellors import add
from bot.commands.run import run
from bot.services.sign_in import sign_in
from bot.settings import Settings


def curing_errors(root: Path) -> dict[str, set[str]]:
    """All errors of ours whose message has a cure in it: by name, the modules that raise them."""
    found: dict[str, set[str]] = {}
    for path in (root / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "Cure: " in ast.unparse(node.exc):
                module = ".".join(path.relative_to(root).with_suffix("").parts)
                found.setdefault(ast.unparse(node.exc.func), set()).add(module)
    return found


def subclasses(kind: type) -> set[str]:
    """Its own name, and those of all that stand under it."""
    return {kind.__name__}.union(*(subclasses(sub) for sub in kind.__subclasses__()))


def test_every_error_that_tells_a_cure_reaches_people_without_a_trace(root: Path) -> None:
    # Raised where the caller turns them into one of the others, or where only a fault of ours can lead.
    inside = {"ValueError", "RuntimeError"}
    raised = curing_errors(root)
    for module in set().union(*(raised[name] for name in raised.keys() - inside)):
        importlib.import_module(module)  # a class stands under another once its module was read
    curable = set().union(*(subclasses(kind) for kind in errors.CURABLE))
    assert TrainingFailedError.__name__ in curable, "its module is imported late, so it stands under another"
    assert raised.keys() - inside <= curable
    assert raised.keys() & curable


@pytest.mark.parametrize("command", [run, lambda settings, role, out: add(settings, "Alex", role, out)])
def test_a_role_that_does_not_exist_names_those_that_do(settings: Settings, command) -> None:
    with pytest.raises(UnknownChoiceError, match="`boss` is not one of: .*, "):
        command(settings, "boss", Console(file=io.StringIO()))


def test_an_error_ends_the_command_with_its_sentence(capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["bot", "talk", "--script", str(tmp_path / "none.yml")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    shown = capsys.readouterr().err
    assert ended.value.code == 1
    assert shown.startswith("ScriptError: ")
    assert "Traceback" not in shown


def test_a_new_counsellor_can_sign_in_with_the_password_that_was_shown(settings: Settings, app: App) -> None:
    out = io.StringIO()
    add(settings, "Alex", "supervisor", Console(file=out, width=200))
    password = out.getvalue().split()[-1]
    counsellor = sign_in(app.deps, "Alex", password).counsellor
    assert (counsellor.name, counsellor.role) == ("Alex", "supervisor")


def test_every_command_explains_itself() -> None:
    shown = CliRunner().invoke(cli.cli, ["--help"]).output
    for command in cli.cli.registered_commands:
        assert (command.name or command.callback.__name__) in shown
        assert command.callback.__doc__
