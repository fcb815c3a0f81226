"""The house rules that a program can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Set
from pathlib import Path

from bot.commands.errors import CURABLE
from tests.architecture.sources import ROOT, files, name_of, parsed
from tests.each import each

LONGEST, LONGEST_TEST, LONGEST_TOPIC = 300, 400, 150  # lines
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "stuff", "models", "actions"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError|\bxfail\b")
# A folder of somebody's machine. Addresses inside a container and of the system's own programs are the same everywhere.
OF_ONE_MACHINE = re.compile(r"(?<![\w.~:/-])/(?:home|root|Users|work|workspace|mnt|tmp|private)/[\w.]+|[A-Z]:\\\\Users")
TEXT = {
    ".py",
    ".md",
    ".yml",
    ".yaml",
    ".toml",
    ".txt",
    ".ts",
    ".js",
    ".mjs",
    ".css",
    ".html",
    ".json",
    ".sh",
    ".ini",
    ".lock",
    "",
}
# What other libraries' and our own checking functions are called.
CHECKS = ("raises", "assert_", "expect", "until", "wait_for", "run_state_machine")

CODE = [path for room in ("bot", "actions", "bench") for path in files(".py", under=room)]
TESTS = files(".py", under="tests")


@each(CODE, name=name_of)
def test_a_module_says_in_a_sentence_what_it_is_for_and_stays_small(path: Path) -> None:
    said = (ast.get_docstring(parsed(path)) or "").strip()
    assert len(said.split()) >= 3
    assert said.split("\n\n")[0].endswith((".", "`."))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@each(TESTS, name=name_of)
def test_a_test_file_stays_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEST


@each([path for path in files(".yml", under="data") if "scripts" not in path.parts], name=name_of)
def test_a_topic_stays_readable(path: Path) -> None:
    if {"nlu", "situations"}.isdisjoint(path.parts):  # examples are a list, not a text
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 2 * LONGEST_TOPIC


@each([*CODE, *TESTS], name=name_of)
def test_a_file_is_named_for_what_it_is_about(path: Path) -> None:
    assert path.stem.removeprefix("test_") not in NO_NAMES


@each([path for path in files() if path.suffix in TEXT], name=name_of)
def test_a_file_is_finished_and_belongs_to_no_machine(path: Path) -> None:
    if path == Path(__file__):
        return
    text = path.read_text(encoding="utf-8")
    assert UNFINISHED.findall(text) == []
    assert OF_ONE_MACHINE.findall(text) == []


@each([path for path in TESTS if path.name.startswith("test_")], name=name_of)
def test_a_test_is_named_in_words_and_can_fail(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    checking = {function.name for function in functions if _claims(function, frozenset())}
    for function in functions:
        if function.name.startswith("test_"):
            assert len(function.name.split("_")) > 2, function.name
            assert _claims(function, checking), f"{function.name} cannot fail"


def _claims(function: ast.AST, checking: Set[str]) -> bool:
    """Whether a function asserts, expects an error, or calls one that does."""
    called = {ast.unparse(node.func).rpartition(".")[2] for node in ast.walk(function) if isinstance(node, ast.Call)}
    asserts = any(isinstance(node, ast.Assert) for node in ast.walk(function))
    return asserts or not called.isdisjoint(checking) or any(name.startswith(CHECKS) for name in called)


def test_rooms_import_only_what_they_may(tmp_path: Path) -> None:
    """The contracts are in pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


def test_no_error_for_people_is_a_bare_one() -> None:
    """`bot` shows these without a trace: a kind that anything can raise would hide faults of ours."""
    assert not {Exception, ValueError, RuntimeError, OSError, KeyError} & set(CURABLE)
