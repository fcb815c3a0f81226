"""A message is read whole and in pieces, and no word of it is left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.understanding.windows import WINDOW, windows

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=WINDOW // 4)
GAPS = st.sampled_from([" ", "  ", "\n", "\t", ". ", "!!", "? ", " - ", "…", ", ", "\u00a0", "😭", "/"])


@st.composite
def messages(draw: st.DrawFn) -> str:
    return "".join(word + gap for word, gap in draw(st.lists(st.tuples(WORDS, GAPS), max_size=60)))


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


@given(messages())
@example("word\t" * 400)
@example("a" * 99 + "\t" + "b" * 190 + "\t" + "c" * 150 + " end")
def test_every_word_is_whole_in_some_window(text: str) -> None:
    assert tokens(text) <= set().union(*map(tokens, windows(text)))


@given(messages())
@example("a" * 4000)
@example(("a" * 150 + " ") * 20)
def test_no_window_is_longer_than_the_encoder_reads(text: str) -> None:
    assert all(0 < len(window) <= WINDOW for window in windows(text))


@given(st.text(max_size=1500))
def test_any_text_at_all_can_be_cut_and_every_character_is_kept(text: str) -> None:
    pieces = windows(text)
    assert set("".join(pieces)) >= set(text.strip()) - {" "}
    assert len(pieces) == len(set(pieces))


@given(st.text(min_size=1, max_size=WINDOW).filter(lambda text: text.strip()))
def test_the_whole_message_comes_first(text: str) -> None:
    assert windows(text)[0] == text.strip()


@pytest.mark.parametrize("text", ["", " ", "\n\t \u3000"])
def test_nothing_has_no_windows(text: str) -> None:
    assert windows(text) == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("hi", ["hi"]),
        ("hi there. he wants money", ["hi there. he wants money", "hi there", "he wants money"]),
        ("no!!! he wants money", ["no!!! he wants money", "he wants money"]),
        ("he wants money\nwhat now?", ["he wants money\nwhat now?", "he wants money", "what now"]),
        ("a well-known app", ["a well-known app"]),
        ("he wrote - pay me", ["he wrote - pay me", "he wrote", "pay me"]),
    ],
)
def test_each_sentence_is_read_on_its_own_too(text: str, pieces: list[str]) -> None:
    assert windows(text) == pieces


def test_a_sentence_on_the_edge_of_two_slices_is_whole_in_one() -> None:
    filler = "and then some more was said by us both " * 30
    for start in range(300, 460, 7):
        text = f"{filler[:start]} he will post it tonight {filler}"
        assert any("he will post it tonight" in window for window in windows(text)), start
