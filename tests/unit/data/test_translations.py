"""A translation has every sentence of the English, with the same gaps, buttons and weight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.guidance.copy_entry import CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.directory import Directory
from bot.guidance.helpline import Need
from bot.guidance.placeholders import gaps
from bot.safety.assessment import Reading
from bot.safety.screen import Screen, load_screen

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


@pytest.fixture(scope="module")
def screen() -> Screen:
    return load_screen(DATA, lambda _: Reading())


def opened(screen: Screen, entry: CopyEntry) -> set[str | None]:
    """The questions that the screen hears in a reply's wordings: what an answer to it is taken for."""
    texts = [*entry.text, *(text for those in entry.text_for.values() for text in those)]
    return {asked.fact if (asked := screen._memory.recall([text]).open) else None for text in texts}


def test_a_reply_opens_the_same_question_in_every_language(book: CopyBook, screen: Screen) -> None:
    for key, entry in ENGLISH.entries.items():
        assert opened(screen, book.entry(key)) == opened(screen, entry), key


def test_the_safe_word_is_heard_whatever_the_language_of_the_chat(book: CopyBook, screen: Screen) -> None:
    for language in (book.language, ENGLISH.language):
        found = screen.assess(book.words()["safe_word"], language=language).situations
        assert [situation.id for situation in found] == ["L10"]


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
