"""A text that is too long for an encoder is cut into windows that overlap, and no word of it is left out."""

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
    assert all(piece in text for piece in pieces)


@pytest.mark.parametrize("text", ["", " ", "\n\t \u3000"])
def test_nothing_has_no_windows(text: str) -> None:
    assert windows(text) == []


@pytest.mark.parametrize("text", ["hi", "hi there. he wants money", "he wants money\nwhat now?", "x" * WINDOW])
def test_what_fits_in_one_window_is_one(text: str) -> None:
    assert windows(f"  {text}\n") == [text]


def test_a_long_text_is_not_cut_into_more_windows_than_it_needs() -> None:
    text = "and then some more was said " * 150
    assert len(windows(text)) <= 2 * len(text) / WINDOW + 1


def test_a_sentence_on_the_edge_of_two_slices_is_whole_in_one() -> None:
    filler = "and then some more was said by us both " * 30
    for start in range(300, 460, 7):
        text = f"{filler[:start]} he will post it tonight {filler}"
        assert any("he will post it tonight" in window for window in windows(text)), start
