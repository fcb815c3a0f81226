"""What people type in an app instead of pressing a button."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.app_words import AppWords, Wish, answer_of_number, answers_in
from bot.conversation.message import Button, Draft, Message, Sender

WORDS = AppWords({Wish.STOP: frozenset({"stop"}), Wish.DELETE: frozenset({"delete my chat"})})
PERSON = Button("ask_for_person", "Talk to a person")
ONE, TWO = Button("one", "One"), Button("two", "Two")
CALL, PAGE = Button("call", "Call", tel="000"), Button("page", "Page", url="https://x.example")


def offer(*buttons: Button, sender: Sender = Sender.BOT) -> list[Message]:
    return [Message("c_1", 1, datetime.now(UTC), Draft(sender, "?", buttons=buttons))]


@pytest.mark.parametrize("text", ["stop", "STOP", " Stop. ", "*stop*", "ＳＴＯＰ"])
def test_a_whole_message_is_a_wish_whatever_its_letters(text: str) -> None:
    assert WORDS.wish(text) is Wish.STOP


@pytest.mark.parametrize("text", ["he won't stop", "stop stop", "please delete my chat from his phone", "", "stopp"])
def test_inside_other_words_it_is_a_word_like_others(text: str) -> None:
    assert WORDS.wish(text) is None


def test_answers_are_numbered_without_calls_and_pages_and_the_person_stands_last() -> None:
    assert answers_in([PERSON, CALL, ONE, PAGE, TWO]) == (ONE, TWO, PERSON)
    many = [Button(f"b{number}", "x") for number in range(6)]
    assert answers_in([*many, PERSON]) == (*many[:3], PERSON)


@pytest.mark.parametrize(("text", "button"), [("1", ONE), ("2.", TWO), ("(2)", TWO), (" 3 ", PERSON), ("#1", ONE)])
def test_a_typed_number_is_the_answer_with_that_number(text: str, button: Button) -> None:
    assert answer_of_number(offer(ONE, TWO, PERSON), text) == button


@pytest.mark.parametrize("text", ["0", "4", "14", "one", "1 or 2", "", "-1", "999"])
def test_what_no_answer_has_is_a_text(text: str) -> None:
    assert answer_of_number(offer(ONE, TWO, PERSON), text) is None


def test_a_number_means_nothing_after_a_person_has_written() -> None:
    log = [*offer(ONE, TWO), *offer(sender=Sender.COUNSELLOR)]
    assert answer_of_number(log, "1") is None
    assert answer_of_number([], "1") is None


@given(st.text(max_size=30))
def test_any_text_at_all_is_read(text: str) -> None:
    assert WORDS.wish(text) in {None, *Wish}
    assert answer_of_number(offer(ONE), text) in {None, ONE}
