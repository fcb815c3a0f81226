"""A translation has every sentence of the English, with the same gaps, buttons and weight."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.guidance.copybook import CopyBook
from bot.guidance.placeholders import gaps

DATA = Path(__file__).parents[3] / "data"
ENGLISH = CopyBook.load(DATA, "en")
OTHERS = sorted(folder.name for folder in (DATA / "copy").iterdir() if folder.is_dir() and folder.name != "en")


@pytest.fixture(scope="module", params=OTHERS)
def book(request: pytest.FixtureRequest) -> CopyBook:
    return CopyBook.load(DATA, request.param)


def test_there_is_a_translation() -> None:
    assert "es" in OTHERS


def test_nothing_is_missing_and_nothing_is_added(book: CopyBook) -> None:
    assert book.keys() == ENGLISH.keys()
    assert book.buttons.keys() == ENGLISH.buttons.keys()


def test_everything_but_the_words_is_the_same(book: CopyBook) -> None:
    for key, entry in ENGLISH.entries.items():
        theirs = book.entry(key)
        assert (theirs.situation, theirs.tier, theirs.style, theirs.buttons, theirs.helplines) == (
            *(entry.situation, entry.tier, entry.style, entry.buttons, entry.helplines),
        ), key
        assert theirs.text_for.keys() == entry.text_for.keys(), key


def test_the_gaps_are_those_of_the_english(book: CopyBook) -> None:
    for key, entry in ENGLISH.entries.items():
        mine, theirs = ({gap for text in one.text for gap in gaps(text)} for one in (entry, book.entry(key)))
        assert mine == theirs, key
