"""The languages a conversation can be in here, and which of them suits somebody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.guidance.copybook import CopyBook
from bot.guidance.faults import GuidanceDataError

_NAME = "language_name"  # interface word: the language as its own speakers call it


@dataclass(frozen=True, slots=True)
class Language:
    """One language by its BCP-47 code. A draft was not read by its reviewers: whoever sees it is told so."""

    code: str
    name: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What this installation offers, never nothing; the operator's own language first."""

    languages: tuple[Language, ...]

    @property
    def own(self) -> Language:
        """For whoever asks for none of the others."""
        return self.languages[0]

    @property
    def drafts(self) -> tuple[str, ...]:
        """The codes of those that nobody has reviewed."""
        return tuple(language.code for language in self.languages if language.draft)

    def best(self, wanted: Iterable[str]) -> Language:
        """The first wanted tag that is offered, in any region of it: "es-MX" is answered in "es". Else the operator's own."""
        by_code = {language.code.lower(): language for language in self.languages}
        by_base = {_base(code): language for code, language in reversed(by_code.items())}
        for tag in wanted:
            if found := by_code.get(tag.lower()) or by_code.get(_base(tag)) or by_base.get(_base(tag)):
                return found
        return self.own


def offered_from(folder: Path, books: Mapping[str, CopyBook], named: Sequence[str], own: str, *, drafts: bool) -> Offered:
    """The languages of these books that are `named`, or all that are released (`drafts`: or not). Raises GuidanceDataError."""
    chosen = [own, *(named or (code for code, book in sorted(books.items()) if book.released or drafts))]
    for code in chosen:
        if code not in books:
            cure = f"Use some of: {', '.join(sorted(books))}. UNHOOK_LANGUAGE and UNHOOK_LANGUAGES name them."
            raise GuidanceDataError(folder, code, "There is no such language.", cure)
        if not books[code].released and not drafts:
            cure = "Put the names of its reviewers into language.yml there, or try the draft with UNHOOK_DRAFT_LANGUAGES=true."
            raise GuidanceDataError(folder / code, "language", "This is a draft, and nobody is answered from a draft.", cure)
    return Offered(tuple(_language(books[code]) for code in dict.fromkeys(chosen)))


def _language(book: CopyBook) -> Language:
    return Language(book.language, book.words().get(_NAME, book.language), not book.released)


def _base(tag: str) -> str:
    return tag.lower().partition("-")[0]
