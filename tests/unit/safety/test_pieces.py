"""The stretches of a message that are read by themselves."""

from __future__ import annotations

import pytest

from bot.safety.pieces import around, pieces
from bot.safety.rulebook import Match, Speaker
from bot.safety.speakers import Line


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


def _chat(*lines: tuple[str, str]) -> list[tuple[str, bool]]:
    """What is read of a pasted chat, and whether it counts as the offender's."""
    text, told = "", []
    for who, words in lines:
        told.append(Line(len(text), len(text) + len(words), Speaker.OFFENDER if who == "him" else Speaker.YOUNG_PERSON))
        text += words + "\n"
    return [(piece.said(text), piece.by_offender) for piece in pieces(text, told)]


def test_an_offenders_line_is_read_once_more_behind_what_it_answers_and_behind_their_own_last_one() -> None:
    assert _chat(("him", "ill post it"), ("me", "no"), ("him", "pay then")) == [
        ("ill post it", True),
        ("no", False),
        ("pay then", True),
        ("ill post it. pay then", True),
        ("no. pay then", True),
    ]


def test_the_young_persons_lines_are_never_read_together_with_the_offenders_as_their_own() -> None:
    assert [said for said, offender in _chat(("him", "nobody wants you"), ("me", "i know")) if not offender] == ["i know"]


def test_a_long_pasted_chat_is_read_in_no_more_pieces_than_before() -> None:
    lines = [("him", f"line {n}") if n % 2 else ("me", f"answer {n}") for n in range(300)]
    assert [said for said, _ in _chat(*lines)] == [words for _, words in lines]
