"""The situation examples load, are many enough, say one thing once, and hold nothing that could identify or upset anyone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from bot.understanding.examples import load_examples
from tests.unit.data.forbidden import FORBIDDEN, as_heard

DATA = Path(__file__).parents[3] / "data"
FOLDERS = sorted(folder for folder in (DATA / "situations").iterdir() if folder.is_dir())
FILES = sorted((DATA / "situations").glob("*/*.yml"))
TIERS = {
    id_: about["tier"]
    for id_, about in yaml.safe_load((DATA / "risk/situations.yml").read_text(encoding="utf-8"))["situations"].items()
}

# The fewest examples: of a situation of T0, T1 or T2, of any other, and of the everyday talk that must raise no alarm.
URGENT, OTHER, EVERYDAY = 60, 30, 600
TRANSLATED = 25, 12, 120  # of a language beside English


class Line(NamedTuple):
    """An example with its language, as a failure should show it."""

    language: str
    text: str
    situations: tuple[str, ...]


LINES = [Line(folder.name, *(one.text, one.situations)) for folder in FOLDERS for one in load_examples(folder)]
COUNTS = Counter(line.situations[0] for line in LINES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_called_as_its_situation_and_says_what_it_is(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert path.name.startswith(f"{yaml.safe_load(content)['situation']}_")
    assert content.startswith("# ")


def test_every_situation_of_the_catalogue_has_examples_and_no_other_has() -> None:
    assert {id_ for line in LINES for id_ in line.situations} == set(TIERS)


@pytest.mark.parametrize("situation", TIERS)
def test_a_situation_has_enough_examples(situation: str) -> None:
    assert COUNTS[situation] >= (URGENT if TIERS[situation] in {"T0", "T1", "T2"} else OTHER)


@pytest.mark.parametrize("language", [folder.name for folder in FOLDERS if folder.name != "en"])
def test_another_language_has_every_situation_in_many_words(language: str) -> None:
    counts = Counter(line.situations[0] for line in LINES if line.language == language)
    urgent, other, everyday = TRANSLATED
    few = [id_ for id_, tier in TIERS.items() if counts[id_] < (urgent if tier in {"T0", "T1", "T2"} else other)]
    assert not few
    assert counts["L01"] + counts["H09"] >= everyday


def test_everyday_talk_has_many_more() -> None:
    assert COUNTS["L01"] + COUNTS["H09"] >= EVERYDAY


def test_no_situation_is_named_twice_in_a_line() -> None:
    assert not [line for line in LINES if len(set(line.situations)) < len(line.situations)]


def test_chit_chat_may_tell_an_age_and_nothing_else_that_needs_a_person() -> None:
    grave = {id_ for id_, tier in TIERS.items() if tier in {"T0", "T1"}} - {"E01"}
    assert not [line for line in LINES if line.situations[0] == "L01" and grave.intersection(line.situations)]


def test_nothing_is_said_twice() -> None:
    heard: dict[str, Line] = {}
    twice = []
    for line in LINES:
        key = as_heard(line.text)
        if key in heard:
            twice.append((line, heard[key]))
        heard[key] = line
    assert not twice


RAPE = re.compile(r"\brap(?:e|ed|es|ing)\b", re.IGNORECASE)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_example_holds(what: str) -> None:
    assert not [line for line in LINES if FORBIDDEN[what].search(line.text) and not _names_what_was_done(line)]


def _names_what_was_done(line: Line) -> bool:
    """Somebody who says that it was rape must be heard: the plain word, and only where that is what is told."""
    return "I05" in line.situations and not FORBIDDEN["a graphic word"].search(RAPE.sub("", line.text))
