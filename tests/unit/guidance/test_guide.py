"""The help beside a chat: the bot's own words, short replies, helplines."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.guidance.guide import SAVED, Guide, Reader
from bot.guidance.library import Library
from bot.guidance.placeholders import gaps
from bot.guidance.wording import load_wording
from bot.safety.situations import load_situations

DATA = Path(__file__).parents[3] / "data"
NOON, NIGHT = datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 3, 4, 3, tzinfo=UTC)
CHILD, ADULT = Reader("en", "GB", "13_17"), Reader("en", "GB", "18_plus")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(Library.load(DATA, drafts=True))


def test_a_card_is_word_for_word_what_the_bot_says_to_this_young_person(guide: Guide) -> None:
    (card,) = guide.cards(["B01"], [], CHILD, NOON)
    said = guide.library.reply(card.key, country="GB", age_band="13_17", now=NOON, language="en").text
    assert (card.situation, card.text, card.language) == ("B01", said, "en")
    child = guide.cards(["B01"], [], Reader("en", "GB", "under_13", 9), NOON)[0]
    assert child.text != card.text


def test_cards_are_in_the_language_of_the_chat(guide: Guide) -> None:
    spanish, english = (guide.cards(["B01"], [], Reader(language, "ES"), NOON)[0] for language in ("es", "en"))
    assert (spanish.key, spanish.language) == (english.key, "es")
    assert spanish.text != english.text


def test_a_language_without_words_has_them_in_english_and_says_so(guide: Guide) -> None:
    assert guide.cards(["B01"], [], Reader("xx"), NOON)[0].language == "en"


def test_every_key_is_there_once_situations_first(guide: Guide) -> None:
    cards = guide.cards(["J02", "B01", "B01"], ["utter_step_do_not_pay", "utter_money_demand"], CHILD, NOON)
    keys = [card.key for card in cards]
    assert len(keys) == len(set(keys))
    assert keys[-1] == "utter_step_do_not_pay"
    assert [card.situation for card in cards if card.key == "utter_money_demand"] == ["B01"]


def test_every_situation_has_a_card_but_those_of_running_the_chat(guide: Guide) -> None:
    for situation in load_situations(DATA / "risk/situations.yml"):
        assert bool(guide.cards([situation], [], CHILD, NOON)) == (situation[0] != "L"), situation


def test_a_wall_of_cards_is_no_help(guide: Guide) -> None:
    everything = list(load_situations(DATA / "risk/situations.yml"))
    assert len(guide.cards(everything, ["utter_step_do_not_pay"], CHILD, NOON)) == 13


@pytest.mark.parametrize("language", ["en", "es"])
def test_saved_replies_are_short_complete_and_signed_with_the_name_of_who_sends_them(guide: Guide, language: str) -> None:
    saved = guide.saved_replies(Reader(language, "GB"), NOON, "Sam")
    assert 20 <= len(saved) <= 30
    assert len({id_ for id_, _ in saved}) == len(saved)
    assert all(text and not gaps(text) for _, text in saved)
    assert any("Sam" in text for _, text in saved)
    assert all(len(text.split()) <= 35 for _, text in saved)


def test_the_fixed_questions_are_among_them_word_for_word(guide: Guide) -> None:
    texts = " ".join(text for _, text in guide.saved_replies(CHILD, NOON, "Sam"))
    fixed = load_wording(DATA / "copy" / "en").word_for_word
    asked = {"suicide_thoughts", "suicide_today", "hurt_or_alone", "safe_now"}
    assert [name for name in asked if fixed[name] not in texts] == []


def test_saved_replies_are_never_among_what_the_bot_says(guide: Guide) -> None:
    assert not [key for key in guide.library.book().entries if key.startswith(SAVED) and key.startswith("utter_")]
    assert not [card for card in guide.cards(["B01"], [], CHILD, NOON) if card.key.startswith(SAVED)]


def test_helplines_fit_country_and_age_say_why_and_open_ones_come_first(guide: Guide) -> None:
    child = guide.helplines([], CHILD, NOON)
    assert {choice.helpline.country for choice, _ in child} <= {"GB", "ZZ"}
    assert all(choice.why for choice, _ in child)
    assert child[0][0].need == "emergency"
    needs = [choice.need for choice, _ in child]
    for need in set(needs):
        states = [choice.open for choice, _ in child if choice.need == need and choice.helpline.country == "GB"]
        assert states == sorted(states, key=[True, None, False].index), need
    adult = {choice.helpline.id for choice, _ in guide.helplines([], ADULT, NOON)}
    assert adult != {choice.helpline.id for choice, _ in child}


def test_what_is_open_depends_on_the_hour(guide: Guide) -> None:
    def open_now(moment: datetime) -> list[str]:
        return [choice.helpline.id for choice, _ in guide.helplines([], ADULT, moment) if choice.open]

    assert open_now(NOON) != open_now(NIGHT)


def test_help_for_offenders_is_there_only_for_offenders(guide: Guide) -> None:
    def needs(*situations: str) -> set[str]:
        return {choice.need.value for choice, _ in guide.helplines(situations, CHILD, NOON)}

    assert "offender_prevention" not in needs("B01", "J03")
    assert "offender_prevention" in needs("K04")
