"""The lessons: all that there is to learn from, and which files a training depends on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.safety.situations import load_situations
from bot.understanding.examples import Example, ExampleFileError
from bot.understanding.lessons import lesson_files, load_lessons

INTENTS = [("hi", "greet")]


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A data folder with one example in each of two languages."""
    (tmp_path / "risk/en").mkdir(parents=True)
    for name in ("risk/situations.yml", "risk/en/words.yml"):
        shutil.copy(root / "data" / name, tmp_path / name)
    for language, text in (("en", "he wants money"), ("es", "quiere dinero")):
        (tmp_path / "situations" / language).mkdir(parents=True)
        (tmp_path / "situations" / language / "B01_money.yml").write_text(f"situation: B01\nsaid: |\n  - {text}\n")
    return tmp_path


def test_the_examples_of_every_language_are_learned_beside_the_intents(data: Path) -> None:
    lessons = load_lessons(data, INTENTS, {"greet": "L01"})
    assert lessons.examples == [Example("he wants money", ("B01",)), Example("quiere dinero", ("B01",))]
    assert (lessons.intents, lessons.situation_of) == (INTENTS, {"greet": "L01"})


def test_what_is_foreign_is_what_stands_in_another_languages_folder_and_not_in_the_english_one(data: Path) -> None:
    for language, lines in (("en", "- hi\n    - no"), ("es", "- hola\n    - no")):
        (data / "nlu" / language).mkdir(parents=True)
        block = f'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    {lines}\n'
        (data / "nlu" / language / "greet.yml").write_text(block)
    assert load_lessons(data, INTENTS, {}).foreign == {"quiere dinero", "hola"}


def test_the_catalogue_says_what_is_urgent_and_what_is_everyday_talk(data: Path) -> None:
    lessons = load_lessons(data, INTENTS, {})
    catalogue = load_situations(data / "risk/situations.yml")
    assert lessons.urgent == {id_ for id_, one in catalogue.items() if one.tier.name in {"T0", "T1"}}
    assert lessons.everyday == {id_ for id_, one in catalogue.items() if one.tier.name == "T4"}
    assert {"H02", "I01"} <= lessons.urgent
    assert {"H09", "L01"} <= lessons.everyday


def test_short_forms_and_emoji_are_those_of_the_rules(data: Path) -> None:
    lessons = load_lessons(data, INTENTS, {})
    assert lessons.short_forms
    assert lessons.pictures


def test_the_cuts_are_read_where_they_have_been_chosen(data: Path) -> None:
    assert load_lessons(data, INTENTS, {}).cuts == {}
    (data / "situations/cuts.yml").write_text("cuts: {B01: 0.3, urgent: 0.6}\n")
    assert load_lessons(data, INTENTS, {}).cuts == {"B01": 0.3, "urgent": 0.6}


def test_the_chosen_cuts_are_probabilities_of_known_situations(root: Path) -> None:
    cuts = load_lessons(root / "data", INTENTS, {}).cuts
    assert set(cuts) <= {*load_situations(root / "data/risk/situations.yml"), "urgent"}
    assert all(0 < cut < 1 for cut in cuts.values())


def test_a_broken_example_is_an_error_and_not_left_out(data: Path) -> None:
    (data / "situations/en/B02_more.yml").write_text("situation: B02\n")
    with pytest.raises(ExampleFileError, match="B02_more"):
        load_lessons(data, INTENTS, {})


@pytest.mark.parametrize(
    "name",
    [
        "situations/en/B01_money.yml",
        "situations/es/B01_money.yml",
        "situations/cuts.yml",
        "risk/en/words.yml",
        "risk/situations.yml",
    ],
)
def test_a_training_depends_on_every_file_that_a_lesson_is_read_from(data: Path, name: str) -> None:
    (data / "situations/cuts.yml").write_text("cuts: {}\n")
    assert data / name in lesson_files(data)
