"""The rules of a language are read, and every rule finds what it is there for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.message import Style
from bot.guidance.copy_entry import CopyButton, CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.wording import Reading, load_wording
from bot.guidance.wording_check import check_wording, never_said
from bot.safety.tiers import Tier

DATA = Path(__file__).parents[3] / "data"
ENGLISH, SPANISH = (load_wording(DATA / "copy" / language) for language in ("en", "es"))
VALUES = {"emergency": "000", "emergency_elsewhere": "one number here, or quite another one in some other far away country"}
PLAIN = CopyEntry("utter_a", (), tier=Tier.T2)


def found(entry: CopyEntry, *texts: str, ages: str = "", score: float | None = None) -> list[str]:
    entry = replace(entry, text=("I am here.",), text_for={ages: texts}) if ages else replace(entry, text=texts)
    reading = None if score is None else lambda _: score
    return [fault.rule for fault in check_wording(CopyBook("en", {entry.key: entry}, {}), ENGLISH, VALUES, reading)]


def test_a_good_sentence_has_no_fault() -> None:
    assert found(PLAIN, "I'm here. Is anyone near you?", score=2.0) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("one two three. " * 21, "63 words in a bubble of T2"),
        ("one " * 19, "19 words in a sentence"),
        ("one " * 18 + ". " + "two " * 8, "13.0 words a sentence on average"),
        ("Are you safe? Is anyone near you?", "more than one question"),
        ("I am glad. \N{YELLOW HEART}\N{YELLOW HEART}", "too many emoji"),
        ("I am glad!", "an exclamation mark"),
        ("Go to example.org for help.", "an address"),
        ("Call 0800 1111 now.", "a phone number"),
        ("Usually they stop.", "says in its own words how often threats come true"),
    ],
)
def test_each_rule_finds_its_fault(text: str, rule: str) -> None:
    assert rule in found(PLAIN, text)


def test_the_more_urgent_the_shorter() -> None:
    text = "one two three four. " * 6
    assert found(PLAIN, text) == []
    assert found(replace(PLAIN, tier=Tier.T0), text) == ["24 words in a bubble of T0"]


def test_an_emergency_number_is_measured_as_the_longest_it_can_be() -> None:
    assert found(PLAIN, "If it gets worse, please call {emergency} or ask somebody to.") == ["23 words in a sentence"]


def test_a_child_hears_shorter_sentences() -> None:
    text = "You can tell a grown-up that you trust now."
    assert found(PLAIN, text) == []
    assert found(PLAIN, text, ages="8_10") == ["10 words in a sentence for a child"]


@pytest.mark.parametrize(
    ("style", "ages", "score", "too_hard"),
    [
        (Style.PLAIN, "", 5.0, False),
        (Style.PLAIN, "", 5.1, True),
        (Style.CRISIS, "", 3.1, True),
        (Style.PLAIN, "11_13", 3.1, True),
        (Style.PLAIN, "8_10", 2.1, True),
        (Style.CRISIS, "18_plus", 3.0, False),
    ],
)
def test_the_reading_level_has_a_limit_for_each_kind(style: Style, ages: str, score: float, too_hard: bool) -> None:
    rules = found(replace(PLAIN, style=style), "I am here.", ages=ages, score=score)
    assert any(rule.startswith("the reading level") for rule in rules) == too_hard


def test_an_ease_counts_the_other_way_round() -> None:
    ease, grade = (Reading(formula, "es", {"plain": 80}) for formula in ("fernandez_huerta", "flesch_kincaid_grade"))
    assert (ease.too_hard(79, "plain"), ease.too_hard(81, "plain")) == (True, False)
    assert (grade.too_hard(79, "plain"), grade.too_hard(81, "plain")) == (False, True)


def test_what_happened_to_them_is_named_and_not_their_fault_and_nobody_knows_the_end() -> None:
    rules = found(replace(PLAIN, situation="A01"), "That sounds hard.")
    assert rules == [f"does not say: {name}" for name in ENGLISH.must_say]


def test_the_approved_line_is_not_for_somebody_they_know() -> None:
    line = ENGLISH.approved.sentences[0]
    assert found(PLAIN, line) == []
    assert found(replace(PLAIN, key="utter_ex_partner"), line) == ["says in its own words how often threats come true"]


def test_what_waits_for_its_translation_is_not_measured() -> None:
    assert found(PLAIN, "[en] Don't worry!") == []


def test_a_button_keeps_to_what_is_never_said() -> None:
    book = CopyBook("en", {}, {"a": CopyButton("a", "I promise!")})
    assert [fault.rule for fault in check_wording(book, ENGLISH, VALUES)] == ["an exclamation mark", "a promise"]


catches = st.sampled_from(
    [(rules, rule.name, text) for rules in (ENGLISH, SPANISH) for rule in rules.banned for text in rule.catches]
)


@given(catches, st.text("abcñ .,¿?", max_size=40), st.text("abcñ .,¿?", max_size=40))
def test_what_is_never_said_is_found_inside_any_text(case: tuple, before: str, after: str) -> None:
    rules, name, text = case
    assert name in never_said(f"{before}. {text} {after}", rules)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("formula: flesch_kincaid_grade", "formula: smog", "reading: Unknown formula: smog"),
        ("average: 12", "avarage: 12", "words_in_a_sentence: Unknown or missing: avarage, average"),
        ("T0: 20, ", "", "words_in_a_bubble: Unknown or missing: T0"),
        (
            "- 'getting (a person|someone)'",
            "- 'getting (a person|someone'",
            "a person who has not accepted: This pattern cannot be read",
        ),
        ("  banned:", "  band:", "wording: Unknown or missing: band, banned"),
    ],
)
def test_a_mistake_in_the_rules_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = (DATA / "copy/en/wording.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "wording.yml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(GuidanceDataError) as caught:
        load_wording(tmp_path)
    assert problem in str(caught.value)


def test_a_language_without_rules_says_where_to_get_them(tmp_path: Path) -> None:
    shutil.copy(DATA / "copy/en/buttons.yml", tmp_path)
    with pytest.raises(GuidanceDataError, match="Copy those of data/copy/en"):
        load_wording(tmp_path)
