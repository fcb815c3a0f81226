"""Every sentence of every language keeps to that language's rules (data/copy/<language>/wording.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.reading_level import reading_level
from bot.conversation.crisis_replies import PERSON_CALLED
from bot.conversation.person import CALLED_FOR_YOU
from bot.guidance.copybook import CopyBook
from bot.guidance.library import Library
from bot.guidance.release import untranslated
from bot.guidance.untranslated import is_untranslated
from bot.guidance.wording import Wording, load_wording
from bot.guidance.wording_check import check_wording, never_said

DATA = Path(__file__).parents[3] / "data"
LANGUAGES = sorted(folder.name for folder in (DATA / "copy").iterdir() if folder.is_dir())
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
# The screen looks for these in what was said before, word for word; which replies ask them is the same in every language.
ASK = {
    "suicide_thoughts": (
        *("utter_ask_suicide_thoughts", "utter_already_shared", "utter_denial_check"),
        *("utter_hopeless_trapped", "utter_worried_about_you", "utter_sounds_like_goodbye"),
    ),
    "suicide_today": ("utter_ask_suicide_today",),
    "hurt_or_alone": ("utter_ask_hurt_or_alone",),
    "safe_now": (
        *("utter_ask_safe_now", "utter_violence_threat", "utter_parents_might_hurt"),
        *("utter_abuse_believed", "utter_others_at_risk", "utter_demand_involve_others", "utter_control_in_relationship"),
        *("utter_ongoing_long_term", "utter_family_or_household", "utter_trusted_adult", "utter_honour_or_culture"),
        *("utter_meeting_planned", "utter_running_away", "utter_offline_abuse"),
    ),
    "medical_help": ("utter_self_harm",),
}


@dataclass(frozen=True)
class Words:
    """A language's words and its rules."""

    book: CopyBook
    rules: Wording
    values: dict[str, str]


@pytest.fixture(scope="module")
def every_language() -> Library:
    return Library.load(DATA, drafts=True)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest, every_language: Library) -> Words:
    language = request.param
    rules = load_wording(DATA / "copy" / language)
    values = every_language.values_for(rules.country, "13_17", NOW, language=language)
    return Words(every_language.book(language), rules, values)


def test_english_and_spanish_are_among_them() -> None:
    assert {"en", "es"} <= set(LANGUAGES)


def test_every_sentence_keeps_to_the_rules(words: Words) -> None:
    score = reading_level(words.rules.reading)
    assert score or words.rules.reading is None
    faults = [f"{fault.key} {fault.ages}: {fault.rule}" for fault in check_wording(words.book, words.rules, words.values, score)]
    assert faults == []


def test_a_language_whose_words_are_all_there_has_all_its_rules(words: Words) -> None:
    if not untranslated(words.book):
        assert words.rules.missing() == []


def test_the_rules_are_the_same_in_every_language(words: Words) -> None:
    english = load_wording(DATA / "copy" / "en")
    assert [rule.name for rule in words.rules.banned] == [rule.name for rule in english.banned]
    assert words.rules.must_say.keys() == english.must_say.keys()
    assert words.rules.word_for_word.keys() == english.word_for_word.keys() == ASK.keys()
    if words.rules.approved and english.approved:
        assert words.rules.approved.never_in == english.approved.never_in


def test_a_pattern_catches_what_it_is_for_and_no_more(words: Words) -> None:
    for rule in words.rules.banned:
        if rule.pattern is not None:
            assert rule.catches, f"{rule.name} proves nothing"
            assert [text for text in rule.catches if rule.name not in never_said(f"I see. {text}", words.rules)] == []
            assert [text for text in rule.lets_pass if never_said(text, words.rules)] == []


def test_the_direct_questions_are_word_for_word(words: Words) -> None:
    for name, question in words.rules.word_for_word.items():
        if not is_untranslated(question):
            texts = [(key, text) for key in ASK[name] for text in words.book.entry(key).text]
            assert [key for key, text in texts if question not in text] == []


def test_the_replies_that_are_about_the_call_tell_of_it_in_the_words_that_are_looked_for(words: Words) -> None:
    if words.rules.person_asked:
        texts = [text for key in (PERSON_CALLED, CALLED_FOR_YOU) for text in words.book.entry(key).text]
        assert [text for text in texts if not words.book.says_person_asked(text)] == []


def test_the_reassuring_line_is_an_approved_one(words: Words) -> None:
    if words.rules.approved and not untranslated(words.book):
        assert words.book.entry("utter_threat_may_be_hollow").text[0] in words.rules.approved.sentences
