"""Everything a young person is told: the copy books of all languages and the helpline directory together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.conversation.message import Draft
from bot.guidance.ages import wordings_for
from bot.guidance.copy_entry import INTERFACE, CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError
from bot.guidance.helplines import Choice, Confidence, Directory, Need, choose
from bot.guidance.hours import Hours
from bot.guidance.hours_words import WORDS, opening_values
from bot.guidance.language_file import ENGLISH
from bot.guidance.languages import Offered, offered_from
from bot.guidance.placeholders import fill, gaps
from bot.guidance.release import check_release
from bot.guidance.values import values_for, worldwide_values

ELSEWHERE = "utter_emergency_elsewhere"
THEN = "then"  # the value that holds the keys of replies to be said in the same bubble
_PRIVATE, _TRACED = "intro_private", "traced"  # words of the first screen
_SAY_WHAT_IS_PRIVATE = frozenset({"utter_welcome", "utter_welcome_out_of_hours", "utter_privacy"})
_CARDS_ALONE, _CARDS_EACH = 3, 2  # for one need, for each of several: more is a wall on a telephone


@dataclass(frozen=True, slots=True)
class Library:
    """Pure once loaded. `default_country` is where this helpline is, for people who have not said where they are.

    `hours`: when its own counsellors are there, where the operator has said so.
    `traced`: the operator keeps network addresses, so whatever says what stays private says that, too.
    """

    books: Mapping[str, CopyBook]
    directory: Directory
    default_country: str
    offered: Offered
    hours: Hours | None = None
    traced: bool = False

    @classmethod
    def load(
        cls,
        data_dir: Path,
        default_country: str = "GB",
        *,
        language: str = ENGLISH,
        languages: Sequence[str] = (),
        drafts: bool = False,
        hours: Hours | None = None,
        traced: bool = False,
    ) -> Library:
        """Read all countries under `helplines/` and all released languages under `copy/`. Raises GuidanceDataError.

        `language`: the operator's own; `languages`: the only others that are offered, where not all are.
        `drafts`: those nobody has reviewed too, for reviewers and for whoever tries them.
        """
        directory = Directory.load(data_dir / "helplines")
        if not directory.has(default_country):
            cure = "Add one, or change UNHOOK_COUNTRY."
            raise GuidanceDataError(data_dir / "helplines", default_country, "The default country has no file.", cure)
        worldwide = worldwide_values(directory)
        folders = sorted(folder.name for folder in (data_dir / "copy").iterdir() if folder.is_dir())
        found = {folder: CopyBook.load(data_dir, folder, worldwide=worldwide) for folder in folders}
        if ENGLISH not in found:
            raise GuidanceDataError(data_dir / "copy", ENGLISH, "There is no English.", "Restore it: others fall back to it.")
        offered = offered_from(data_dir / "copy", found, languages, language, drafts=drafts)
        # What is released and not offered is kept: conversations that began in it go on in it.
        books = {code: book for code, book in found.items() if book.released or drafts}
        for book in books.values():
            check_release(data_dir, book, books[ENGLISH])
            _check_cards(data_dir, book)
        return cls(books, directory, default_country, offered, hours, traced)

    def book(self, language: str = ENGLISH) -> CopyBook:
        """The words of a language; English where there are none."""
        return self.books.get(language, self.books[ENGLISH])

    def values_for(self, country: str | None, age_band: str | None, now: datetime, *, language: str = ENGLISH) -> dict[str, str]:
        """A value for each placeholder that depends on the person or the language."""
        found = values_for(self.directory, country=country, age_band=age_band, now=now, default_country=self.default_country)
        book = self.book(language)
        said = {name: book.helpline_words.get(value, value) for name, value in found.items()}
        opening = opening_values(self.hours, now, book.words())
        return {**said, "safe_word": book.words().get("safe_word", ""), **opening}

    def words(self, now: datetime, *, language: str = ENGLISH, country: str | None = None) -> dict[str, str]:
        """The words of the page with the numbers filled in; the browser fills the other gaps."""
        values = self.values_for(country, None, now, language=language)
        words = {name: fill(text, values) for name, text in self.book(language).words().items()}
        if self.traced:
            words[_PRIVATE] = f"{words[_PRIVATE]} {words[_TRACED]}"
        return words

    def place(self, country: str) -> str:
        """The name of a country that has a file under `helplines/`; the code of any other."""
        return self.directory.name_of(country)

    def helplines(
        self,
        needs: Sequence[Need],
        *,
        country: str | None,
        age_band: str | None,
        now: datetime,
        languages: Sequence[str] = (ENGLISH,),
    ) -> list[Choice]:
        """What is shown for needs, in the number that fits under a message; first what serves the `languages` they know."""
        return choose(
            self.directory,
            country=country,
            age_band=age_band,
            needs=needs,
            now=now,
            default_country=self.default_country,
            languages=languages,
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
        writes_in: str | None = None,
        **values: str,
    ) -> Draft:
        """One reply in the version for the person's age or wish, with the numbers of their country, and its helplines as cards.

        `language` is that of the conversation; `writes_in` another one they wrote in, whose helplines then come first.
        A value `then` holds keys of other replies, spaces between, whose texts follow in the same bubble.
        """
        book = self.book(language)
        entry = book.entry(key)
        known = {**self.values_for(country, age_band, now, language=language), **values}
        languages = [writes_in] if writes_in else [language]
        choices = self.helplines(entry.helplines, country=country, age_band=age_band, now=now, languages=languages)
        cards = [choice.helpline.as_card(now, book.words(), book.helpline_words) for choice in choices]
        wordings = wordings_for(age=age, age_band=age_band, simple_words=simple_words)
        draft = book.render(key, known, variant=variant, helplines=cards, wordings=wordings)
        also = [f"{INTERFACE}{_TRACED}"] if self.traced and key in _SAY_WHAT_IS_PRIVATE else []
        for more in [*values.get(THEN, "").split(), *also]:
            draft = replace(draft, text=f"{draft.text} {book.render(more, known, variant=variant, wordings=wordings).text}")
        if self._may_be_elsewhere(country) and _says_emergency(entry, entry.texts(wordings), variant):
            elsewhere = book.render(ELSEWHERE, known, variant=variant).text
            return replace(draft, text=f"{draft.text} {elsewhere}")
        return draft

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
