"""The stretches of a message that are read by themselves."""

from __future__ import annotations

import pytest

from bot.safety.pieces import around, pieces
from bot.safety.rulebook import Match


def _said(text: str) -> list[str]:
    return [text[piece.place.start : piece.place.end] for piece in pieces(text, ())]


def test_the_whole_comes_first_and_then_its_sentences() -> None:
    assert _said("he wants more pics. i said no to him.") == [
        "he wants more pics. i said no to him.",
        "he wants more pics.",
        "i said no to him.",
    ]


def test_a_long_run_without_a_full_stop_is_read_in_parts_that_leave_nothing_out() -> None:
    text = " ".join(f"word{n}" for n in range(100))
    whole, *parts = _said(text)
    assert whole == text
    assert " ".join(parts) == text


TALK = "a b c d e f g h the place itself i j k l m n o p"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        (TALK, "the place", "g h the place itself i"),
        (TALK, "a b", "a b c d"),
        (TALK, "lace it", "h the place itself i j"),
        ("the place", "the place", "the place"),
        ("", "", ""),
    ],
    ids=["on both sides", "at the beginning", "within words", "all there is", "nothing"],
)
def test_around_a_place_stand_a_few_words(text: str, words: str, found: str) -> None:
    start = text.index(words)
    assert around(text, Match(start, start + len(words))) == found
