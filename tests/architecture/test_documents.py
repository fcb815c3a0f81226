"""Documents cannot lie: what is there is described, and what is described is there."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.exceptions import TyperException

from bot.cli import cli
from bot.settings import Settings, rows
from tests.each import each

ROOT = Path(__file__).parents[2]
NOT_OURS = {"node_modules", "__pycache__", "var", "models", "results", "test-results"}
DECISIONS = ROOT / "bot" / "decisions"
LONGEST_DECISION = 400  # words

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^ {4}|\| )bot ([a-z][^\n`|]*)$", re.MULTILINE)


def documents() -> Iterator[Path]:
    """Every Markdown file of the project itself."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS and not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(".md"))


DOCUMENTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in documents()}
MAP = DOCUMENTS["README.md"] + DOCUMENTS["bot/README.md"]
COMMANDS = set(typer.main.get_command(cli).commands)
ROOMS = {path.name for path in (ROOT / "bot").iterdir() if path.is_dir() and path.name not in NOT_OURS and path.name[0] != "."}
DECISION_FILES = sorted(DECISIONS.glob("[0-9]*.md"))


def links(text: str) -> list[str]:
    """Relative links outside code blocks, with their anchors."""
    return [link for link in LINK.findall(FENCE.sub("", text)) if not re.match(r"[a-z]+:", link)]


def anchor(heading: str) -> str:
    """The anchor that a heading gets on the repository's pages."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def headings(text: str) -> set[str]:
    return {anchor(line.lstrip("#")) for line in FENCE.sub("", text).splitlines() if line.startswith("#")}


@each(sorted(COMMANDS))
def test_every_command_is_described(command: str) -> None:
    assert re.search(rf"\bbot {re.escape(command)}(?![\w-])", MAP)


@each([row.name for row in rows(Settings())])
def test_every_setting_is_described(name: str) -> None:
    assert f"`{name}`" in MAP


def test_no_setting_is_described_that_is_not_there() -> None:
    known = {row.name for row in rows(Settings())}
    assert {name for text in DOCUMENTS.values() for name in re.findall(r"\bUNHOOK_[A-Z_]+", text)} <= known


@each(sorted(ROOMS))
def test_every_room_is_on_the_map(room: str) -> None:
    assert f"| `{room}/` |" in DOCUMENTS["bot/README.md"]


def test_every_room_on_the_map_is_there() -> None:
    assert set(re.findall(r"^\| `(\w+)/` \|", DOCUMENTS["bot/README.md"], re.MULTILINE)) == ROOMS


@each(sorted(DOCUMENTS))
def test_every_command_in_a_document_is_there(document: str) -> None:
    named = re.findall(r"(?:`|^ {4}|\| )bot ([a-z][a-z-]*)", DOCUMENTS[document], re.MULTILINE)
    assert set(named) <= COMMANDS


@each(sorted(DOCUMENTS))
def test_every_make_target_in_a_document_is_there(document: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z][a-z-]*)", DOCUMENTS[document], re.MULTILINE)) <= targets


@each(sorted(DOCUMENTS))
def test_every_link_leads_somewhere(document: str) -> None:
    broken = []
    for link in links(DOCUMENTS[document]):
        file, _, part = link.partition("#")
        target = (ROOT / document).parent / file if file else ROOT / document
        if not target.exists() or (part and part not in headings(target.read_text(encoding="utf-8"))):
            broken.append(link)
    assert not broken


@each(DECISION_FILES, name=lambda path: path.stem)
def test_a_decision_is_short_complete_and_in_the_index(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.split()) <= LONGEST_DECISION
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    title, status = re.match(r"# \d{4}\. (.+)\n\nStatus: (.+)\n", text).groups()
    number = path.name[:4]
    assert f"| [{number}]({path.name}) | {title} | {status} |" in DOCUMENTS["bot/decisions/README.md"]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [path.name[:4] for path in DECISION_FILES] == [f"{number:04}" for number in range(1, len(DECISION_FILES) + 1)]


def refusal(line: str) -> str:
    """What `bot` says against a line of arguments; it is only read, not run. `bot rasa` hands everything on."""
    name, *arguments = shlex.split(line, comments=True)
    if name not in COMMANDS - {"rasa"}:
        return ""
    command = typer.main.get_command(cli).commands[name]
    try:
        while within := getattr(command, "commands", None):
            if not arguments or arguments[0] not in within:
                return f"bot {line}: it has no such command"
            name, *arguments = arguments
            command = within[name]
        command.make_context(name, arguments)
    except TyperException as wrong:
        return f"bot {line}: {wrong}"
    return ""


@each(sorted(DOCUMENTS))
def test_every_command_in_a_document_can_be_given_so(document: str) -> None:
    assert list(filter(None, map(refusal, COMMAND.findall(FENCE.sub("", DOCUMENTS[document]))))) == []


def test_a_command_that_cannot_be_given_so_is_noticed() -> None:
    assert refusal("content --languages es")
    assert "valid integer" in refusal("helplines --age old")
    assert refusal("counsellors invite Alex")
    assert refusal("audit verify --first 1:2")


@each(sorted(DOCUMENTS))
def test_every_test_that_a_document_names_is_there(document: str) -> None:
    for line in re.findall(r"python -m pytest ([^`\n]+)", DOCUMENTS[document]):
        assert [path for path in line.split() if path.startswith("tests") and not (ROOT / path).exists()] == []


@each(sorted(DOCUMENTS))
def test_no_document_leads_out_of_the_project(document: str) -> None:
    outside = [
        link for link in links(DOCUMENTS[document]) if not ((ROOT / document).parent / link).resolve().is_relative_to(ROOT)
    ]
    assert not outside
    assert not re.search(r"(?<![\w/.])/(?:home|root|work|tmp|Users)/", DOCUMENTS[document])
