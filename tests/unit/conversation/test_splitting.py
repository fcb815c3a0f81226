"""A long text comes in pieces that people can read, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.splitting import split


@given(st.text(max_size=400), st.integers(1, 60))
def test_the_pieces_are_short_enough_and_together_they_are_the_text(text: str, most: int) -> None:
    pieces = split(text, most)
    assert all(0 < len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


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
    ],
)
def test_it_breaks_where_a_reader_would(text: str, most: int, pieces: list[str]) -> None:
    assert split(text, most) == pieces
