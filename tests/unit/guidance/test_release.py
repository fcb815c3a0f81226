"""A language is not shown before its safety words are reviewed, its crisis is heard by rule, and a talk in it was read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.library import Library
from bot.guidance.release import CRISIS, lacking
from tests.unit.guidance.conftest import JOURNEY, READY

DATA = Path(__file__).parents[3] / "data"


def test_a_language_with_everything_is_released(data: Path) -> None:
    library = Library.load(data)
    assert library.book("es").language == "es"
    assert list(lacking(data, library.book("es"), library.book())) == []


def change(file: str, old: str, new: str, times: int = 1) -> Callable[[Path], None]:
    def do(data: Path) -> None:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert re.search(old, text)
        path.write_text(re.sub(old, new, text, count=times), encoding="utf-8")

    return do


def without_rules_for(situation: str) -> Callable[[Path], None]:
    def do(data: Path) -> None:
        for file in data.glob("risk/**/es/*.yml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(f"situation: {situation}", "situation: A02"), encoding="utf-8")

    return do


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (
            change("copy/es/crisis.yml", "reviewer: clinical lead", "reviewer: unreviewed"),
            "crisis.yml: utter_ask_suicide_thoughts: Nobody has reviewed this",
        ),
        (
            change("copy/es/safety.yml", "reviewed_on: 2026-11-01", "reviewed_on: null"),
            "safety.yml: utter_welcome: Nobody has reviewed this",
        ),
        (
            change("copy/es/language.yml", r"\[two native speakers\]", "[]"),
            "language.yml: reviewers: Nobody is named who read it",
        ),
        (change("copy/es/language.yml", r"\[tests.*?\]", "[]"), "language.yml: journeys: There is no golden transcript"),
        (
            change("copy/es/language.yml", "es_first", "es_second"),
            "language.yml: journeys: There is no tests/conversations/scripts/es_second.txt",
        ),
        (change(f"../{JOURNEY}", "Hablar con una persona", "Talk to a person"), "es_first.txt is not in this language"),
        (
            change("copy/es/steps.yml", r"utter_step_person:", "utter_step_other:"),
            "steps.yml: utter_step_person: This reply is missing",
        ),
        (change("copy/es/buttons.yml", "  say_goodbye: .*\n", ""), "say_goodbye"),
        (change("copy/es/buttons.yml", '"Sí"', '"[en] Yes"'), "button affirm: This is not translated"),
        (change("copy/es/interface.yml", 'ui_send: "', 'ui_send: "[en] '), "interface.yml: ui_send: This is not translated"),
        (change("copy/es/crisis.yml", r"\{emergency_elsewhere\}", "otro número", 3), "utter_emergency_elsewhere: Other gaps"),
        *((without_rules_for(situation), f"crisis.yml: {situation}: No rule hears this") for situation in CRISIS),
    ],
)
def test_a_released_language_that_lacks_something_stops_the_start(data: Path, spoil: Callable[[Path], None], named: str) -> None:
    spoil(data)
    with pytest.raises(GuidanceDataError) as caught:
        Library.load(data)
    assert named in str(caught.value)


def test_the_cure_says_how_to_go_on_without_it(data: Path) -> None:
    without_rules_for("H02")(data)
    with pytest.raises(GuidanceDataError, match="Until then write `status: draft`"):
        Library.load(data)


def test_a_draft_that_lacks_everything_stops_nothing_and_is_not_shown(data: Path) -> None:
    without_rules_for("H02")(data)
    change("copy/es/language.yml", "released", "draft")(data)
    assert Library.load(data).book("es").language == "en"


def test_a_server_without_the_tests_trusts_the_journeys_that_are_named(data: Path) -> None:
    shutil.rmtree(data.parent / "tests")
    assert Library.load(data).book("es").language == "es"


def test_english_is_held_to_the_same_once_it_calls_itself_released(data: Path) -> None:
    (data / "copy/en/language.yml").write_text(READY, encoding="utf-8")
    with pytest.raises(GuidanceDataError, match="Nobody has reviewed this"):
        Library.load(data)
    assert CopyBook.load(data).released
