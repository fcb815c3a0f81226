"""Come-back codes: whatever is drawn is understood again, however it is typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.come_back import CHOICES, WORDS_IN_A_CODE, canonical, draw_number, draw_words

WORDS = ("river", "lamp", "seven", "bread", "kiwi")
separators = st.text(" -–.,_()/\u00a0\u200b\t", max_size=4)


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), st.data())
def test_spaces_dashes_and_capitals_do_not_matter(drawn: list[str], data: st.DataObject) -> None:
    code = " ".join(drawn)
    typed = "".join(
        data.draw(separators) + (sign.upper() if data.draw(st.booleans()) else sign) for sign in code.replace(" ", "")
    )
    assert canonical(typed) == canonical(code)


@given(st.data())
def test_a_number_is_the_same_number_however_it_is_written(data: st.DataObject) -> None:
    code = draw_number("+44 4### ### ### ###")
    digits = re.sub(r"\D", "", code)
    typed = data.draw(st.sampled_from(["+", "00", ""])) + "".join(digit + data.draw(separators) for digit in digits)
    assert canonical(typed) == canonical(code) == digits


@given(st.text(max_size=60))
def test_what_counts_is_found_once_and_for_all(typed: str) -> None:
    assert canonical(canonical(typed)) == canonical(typed)


@given(st.text(max_size=60))
def test_reading_is_total_and_leaves_letters_and_digits_only(typed: str) -> None:
    assert all(sign.isalnum() for sign in canonical(typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("RIVER lamp  seven\tbread", "river lamp seven bread"),
        ("ｒｉｖｅｒ lamp seven bread", "river lamp seven bread"),
        ("río lámpara siete pan", "rio lampara siete pan"),
        ("٤٤ ٤١٢٣", "+44 4123"),
    ],
)
def test_keyboards_of_all_kinds_are_understood(typed: str, meant: str) -> None:
    assert canonical(typed) == canonical(meant)


def test_the_order_of_the_words_matters() -> None:
    assert canonical("river lamp seven bread") != canonical("lamp river seven bread")


def test_every_word_may_be_drawn_in_every_place() -> None:
    drawn = [draw_words(WORDS).split() for _ in range(300)]
    assert {len(code) for code in drawn} == {WORDS_IN_A_CODE}
    assert all({code[place] for code in drawn} == set(WORDS) for place in range(WORDS_IN_A_CODE))


def test_a_number_keeps_its_form() -> None:
    for _ in range(100):
        assert re.fullmatch(r"\+1 \([2-9]\d\d\) 1\d\d-\d{4}", draw_number("+1 (N##) 1##-####"))
    assert {sign for _ in range(300) for sign in draw_number("#")} == set(CHOICES["#"])
