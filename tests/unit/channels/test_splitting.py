"""A long text comes in pieces that people can read, and nothing of it is lost."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.splitting import split, utf16
from tests.examples import examples

# What people see as one letter each, whatever it is made of: an accent, a flag, a family, a skin tone, a keycap, a syllable.
LETTERS = ("a", "é", "e\u0301", "字", "😭", "🇬🇧", "👩‍👩‍👧‍👦", "👍🏽", "1️⃣", "ᄒ\u1161ᆫ", "क्षि", "\r\n", "\n", " ", ".", "!")
LONGEST = max(utf16(letter) for letter in LETTERS)


def letters(text: str) -> list[str]:
    """Every letter but spaces, of which splitting takes some away."""
    return [letter for letter in regex.findall(r"\X", text) if letter.strip()]


@given(st.text(max_size=400), st.integers(1, 60))
def test_the_pieces_are_short_enough_and_together_they_are_the_text(text: str, most: int) -> None:
    pieces = split(text, most)
    assert all(0 < len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@settings(max_examples=examples(300))
@given(st.lists(st.sampled_from(LETTERS), max_size=120).map("".join), st.integers(LONGEST, 60))
def test_no_letter_is_cut_where_utf16_is_counted(text: str, most: int) -> None:
    pieces = split(text, most, utf16)
    assert all(0 < utf16(piece) <= most for piece in pieces)
    assert [letter for piece in pieces for letter in letters(piece)] == letters(text)


@given(st.text(max_size=200))
def test_utf16_is_counted_as_it_is_written(text: str) -> None:
    assert utf16(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_letter_that_alone_is_too_long_is_cut_and_nothing_is_lost() -> None:
    stacked = "a" + "\u0301" * 50
    pieces = split(stacked, 10, utf16)
    assert "".join(pieces) == stacked
    assert all(utf16(piece) <= 10 for piece in pieces)


@pytest.mark.parametrize(
    ("text", "most", "pieces"),
    [
        ("", 10, []),
        ("Short.", 10, ["Short."]),
        ("One two. Three four.", 12, ["One two.", "Three four."]),
        ("One two three four", 9, ["One two", "three", "four"]),
        ("First part.\n\nSecond part. Third.", 25, ["First part.", "Second part. Third."]),
        ("A. Then a sentence that is long", 20, ["A. Then a sentence", "that is long"]),  # not torn off after one letter
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("🇬🇧🇪🇸🇲🇽", 5, ["🇬🇧🇪🇸", "🇲🇽"]),
    ],
)
def test_it_breaks_where_a_reader_would(text: str, most: int, pieces: list[str]) -> None:
    assert split(text, most) == pieces
