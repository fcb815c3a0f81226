"""Everything a young person is told: the copy books of all languages and the helpline directory together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.conversation.message import Draft
from bot.guidance.ages import wordings_for
from bot.guidance.copy_entry import INTERFACE, CopyEntry
from bot.guidance.copybook import Card, CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.helplines import Choice, Confidence, Directory, Need, choose
from bot.guidance.hours_words import WORDS
from bot.guidance.placeholders import fill, gaps
from bot.guidance.values import values_for, worldwide_values

ENGLISH = "en"
ELSEWHERE = "utter_emergency_elsewhere"
THEN = "then"  # the value that holds the keys of replies to be said in the same bubble
_CARDS_ALONE, _CARDS_EACH = 3, 2  # for one need, for each of several: more is a wall on a telephone


@dataclass(frozen=True, slots=True)
class Library:
    """Pure once loaded. `default_country` is where this helpline is, for people who have not said where they are."""

    books: Mapping[str, CopyBook]
    directory: Directory
    default_country: str

    @classmethod
    def load(cls, data_dir: Path, default_country: str = "GB", *, drafts: bool = False) -> Library:
        """Read all countries under `helplines/` and all released languages under `copy/`. Raises GuidanceDataError.

        `drafts`: the others too, for reviewers.
        """
        directory = Directory.load(data_dir / "helplines")
        if not directory.has(default_country):
            cure = "Add one, or change UNHOOK_COUNTRY."
            raise GuidanceDataError(data_dir / "helplines", default_country, "The default country has no file.", cure)
        worldwide = worldwide_values(directory)
        folders = sorted(folder.name for folder in (data_dir / "copy").iterdir() if folder.is_dir())
        found = {language: CopyBook.load(data_dir, language, worldwide=worldwide) for language in folders}
        books = {language: book for language, book in found.items() if book.released or drafts}
        if ENGLISH not in books:
            raise GuidanceDataError(data_dir / "copy", ENGLISH, "There is no English.", "Restore it: others fall back to it.")
        for book in books.values():
            _check_cards(data_dir, book)
        return cls(books, directory, default_country)

    def book(self, language: str = ENGLISH) -> CopyBook:
        """The words of a language; English where there are none."""
        return self.books.get(language, self.books[ENGLISH])

    def values_for(self, country: str | None, age_band: str | None, now: datetime, *, language: str = ENGLISH) -> dict[str, str]:
        """A value for each placeholder that depends on the person or the language."""
        found = values_for(self.directory, country=country, age_band=age_band, now=now, default_country=self.default_country)
        return {**found, "safe_word": self.book(language).words().get("safe_word", "")}

    def words(self, now: datetime, *, language: str = ENGLISH, country: str | None = None) -> dict[str, str]:
        """The words of the page with the numbers filled in; the browser fills the other gaps."""
        values = self.values_for(country, None, now, language=language)
        return {name: fill(text, values) for name, text in self.book(language).words().items()}

    def helplines(self, needs: Sequence[Need], *, country: str | None, age_band: str | None, now: datetime) -> list[Choice]:
        """What is shown for needs, in the number that fits under a message."""
        return choose(
            self.directory,
            country=country,
            age_band=age_band,
            needs=needs,
            now=now,
            default_country=self.default_country,
            per_need=_CARDS_ALONE if len(needs) == 1 else _CARDS_EACH,
        )

    def reply(
        self,
        key: str,
        *,
        country: str | None,
        age_band: str | None,
        now: datetime,
        age: int | None = None,
        simple_words: bool = False,
        variant: int = 0,
        language: str = ENGLISH,
        **values: str,
    ) -> Draft:
        """One reply in the version for the person's age or wish, with the numbers of their country, and its helplines as cards.

        A value `then` holds keys of other replies, spaces between, whose texts follow in the same bubble.
        """
        book = self.book(language)
        entry = book.entry(key)
        known = {**self.values_for(country, age_band, now, language=language), **values}
        cards = self._cards(entry, country, age_band, now, book.words())
        wordings = wordings_for(age=age, age_band=age_band, simple_words=simple_words)
        draft = book.render(key, known, variant=variant, helplines=cards, wordings=wordings)
        for more in values.get(THEN, "").split():
            draft = replace(draft, text=f"{draft.text} {book.render(more, known, variant=variant, wordings=wordings).text}")
        if self._may_be_elsewhere(country) and _says_emergency(entry, entry.texts(wordings), variant):
            elsewhere = book.render(ELSEWHERE, known, variant=variant).text
            return replace(draft, text=f"{draft.text} {elsewhere}")
        return draft

    def _cards(
        self, entry: CopyEntry, country: str | None, age_band: str | None, now: datetime, words: Mapping[str, str]
    ) -> list[Card]:
        choices = self.helplines(entry.helplines, country=country, age_band=age_band, now=now)
        return [choice.helpline.as_card(now, words) for choice in choices]

    def _may_be_elsewhere(self, country: str | None) -> bool:
        """True when the emergency number may be wrong: the country is a guess, or its number is not sure."""
        if country is None:
            return True
        numbers = [line for line in self.directory.of(country) if line.kind == Need.EMERGENCY]
        return bool(numbers) and numbers[0].confidence is not Confidence.HIGH


def _says_emergency(entry: CopyEntry, texts: Sequence[str], variant: int) -> bool:
    return "emergency" in gaps(texts[variant % len(texts)]) or Need.EMERGENCY in entry.helplines


def _check_cards(data_dir: Path, book: CopyBook) -> None:
    """What every language needs before the first crisis reply: a missing word must not be found by a young person."""
    needed = {ELSEWHERE, f"{INTERFACE}sms_say", *(f"{INTERFACE}{word}" for word in WORDS)}
    if missing := sorted(needed - book.keys()):
        raise GuidanceDataError(
            data_dir / "copy" / book.language, ", ".join(missing), "These are missing.", "Add them under `copy:`."
        )
