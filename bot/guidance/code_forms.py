"""What come-back codes are made of: easy words of each language, and telephone numbers that nobody has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from bot.conversation.come_back import CHOICES, canonical
from bot.guidance.faults import GuidanceDataError, read_mapping

ENGLISH: Final = "en"
WORDS_FILE: Final = "code_words.yml"
NUMBERS_FILE: Final = "code_numbers.yml"
FEWEST_WORDS: Final = 1024  # four of them are 40 bits
FEWEST_BITS: Final = 39.0
_DEFAULT: Final = "default"
_NUMBER: Final = {"form", "why", "source"}


@dataclass(frozen=True, slots=True)
class CodeForms:
    """Words by language, forms of numbers by country. `default_country` is where this helpline is."""

    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, str]
    default_country: str

    @classmethod
    def load(cls, data_dir: Path, default_country: str) -> CodeForms:
        """Read `copy/<language>/code_words.yml` and `code_numbers.yml`. Raises GuidanceDataError."""
        files = sorted((data_dir / "copy").glob(f"*/{WORDS_FILE}"))
        words = {file.parent.name: _words(file) for file in files}
        if ENGLISH not in words:
            raise GuidanceDataError(
                data_dir / "copy" / ENGLISH, WORDS_FILE, "It is missing.", "Restore it: others fall back to it."
            )
        return cls(words, _numbers(data_dir / NUMBERS_FILE), default_country)

    def words_in(self, language: str) -> tuple[str, ...]:
        """The words of a language; the English ones where there are none."""
        return self.words.get(language, self.words[ENGLISH])

    def number_in(self, country: str | None) -> str:
        """The form of a number that looks like one of this country, or of none in particular."""
        return self.numbers.get(country or self.default_country, self.numbers[_DEFAULT])


def bits_of(form: str) -> float:
    """How much is drawn at random, in bits."""
    return sum(math.log2(len(CHOICES[sign])) for sign in form if sign in CHOICES)


def _words(file: Path) -> tuple[str, ...]:
    found = str(read_mapping(file).get("code_words") or "").split()
    if len(found) < FEWEST_WORDS:
        cure = f"Give at least {FEWEST_WORDS}, spaces between."
        raise GuidanceDataError(file, "code_words", f"There are only {len(found)} words.", cure)
    # In this order a word stands right behind the one it begins with.
    for (before, one), (after, other) in pairwise(sorted((canonical(word), word) for word in found)):
        if not before or after.startswith(before):
            cure = "Keep one of the two: without spaces a code must still be read in one way only."
            raise GuidanceDataError(file, "code_words", f"`{other}` begins like `{one}`.", cure)
    return tuple(found)


def _numbers(file: Path) -> dict[str, str]:
    section: Mapping[str, Any] = read_mapping(file).get("code_numbers") or {}
    for country, row in section.items():
        if not isinstance(row, dict) or set(row) != _NUMBER or not all(isinstance(part, str) for part in row.values()):
            raise GuidanceDataError(
                file, country, "This is not a number's form.", f"Give it {', '.join(sorted(_NUMBER))} as texts."
            )
        if bits_of(row["form"]) < FEWEST_BITS:
            cure = "Leave more digits open: a code must not be guessed."
            raise GuidanceDataError(file, country, f"Only {bits_of(row['form']):.1f} bits are free.", cure)
    if _DEFAULT not in section:
        raise GuidanceDataError(file, _DEFAULT, "It is missing.", "Give the form for every other country.")
    return {country: row["form"] for country, row in section.items()}
