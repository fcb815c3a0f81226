"""A translation has every sentence of the English, with the same gaps, buttons and weight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.guidance.copybook import CopyBook
from bot.guidance.directory import Directory
from bot.guidance.helpline import Need
from bot.guidance.placeholders import gaps

DATA = Path(__file__).parents[3] / "data"
ENGLISH = CopyBook.load(DATA, "en")
OTHERS = sorted(folder.name for folder in (DATA / "copy").iterdir() if folder.is_dir() and folder.name != "en")
# What the English says, a translation may say in a fifth more words.
WORDS_PER_BUBBLE = {"T0": 26, "T1": 44, "T2": 74, "T3": 74, "T4": 74}


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


def test_bubbles_stay_short_and_nothing_shouts(book: CopyBook) -> None:
    for key, entry in book.entries.items():
        for text in entry.text:
            assert "!" not in text, key
            assert entry.tier is None or len(text.split()) <= WORDS_PER_BUBBLE[entry.tier.name], key


def test_a_language_without_readers_is_a_draft(book: CopyBook) -> None:
    assert not book.released or all(entry.reviewer != "unreviewed" for entry in book.entries.values() if entry.tier)


def test_what_helplines_say_of_themselves_is_translated_where_the_language_is_spoken(book: CopyBook) -> None:
    """In every country with a line that speaks it, in the one this helpline is in by default, and in the whole world."""
    directory = Directory.load(DATA / "helplines")
    spoken = {line.country for line in directory if book.language in line.languages} | {"GB", "ZZ"}
    # A line says in its own name what it is; numbers with words beside them, and notes, are for reading.
    said = [
        text
        for line in directory
        if line.country in spoken and line.kind in set(Need)
        for text in (line.note, line.phone)
        if text and re.search("[a-z]", text)
    ]
    assert [
        text for text in [*said, directory.emergency_elsewhere, "Emergency services"] if text not in book.helpline_words
    ] == []


def test_no_translation_is_left_of_what_helplines_no_longer_say(book: CopyBook) -> None:
    directory = Directory.load(DATA / "helplines")
    said = {text for line in directory for text in (line.name, line.note, line.phone)} | {directory.emergency_elsewhere}
    assert book.helpline_words.keys() - said == set()
