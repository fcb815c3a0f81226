"""Finds the country a young person says they are in. Nothing is guessed from a connection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.safety.ages import about_themselves
from bot.safety.riskfile import RiskFileError, check_texts, read_section

_TURKISH = str.maketrans("İı", "ii")  # a search that ignores case takes them for i; casefold does not


@dataclass(frozen=True)
class Places:
    """The words for each country, from data/places."""

    countries: Mapping[str, str]  # a word in small letters -> country (ISO 3166 alpha-2)

    @classmethod
    def load(cls, path: Path) -> Places:
        """Read data/places/<language>.yml. Raises RiskFileError."""
        section = read_section(path, "places")
        named = {country: check_texts(path, f"`{country}:`", words) for country, words in section.items()}
        countries: dict[str, str] = {}
        for country, words in named.items():
            for word in words:
                if countries.setdefault(word.casefold(), country) != country:
                    raise RiskFileError(path, f"`{country}:`", f"`{word}` stands for another country too; leave it out of both")
        return cls(countries)

    def find(self, text: str) -> tuple[str, int, int] | None:
        """The first country and where it is said, when the writer says it of themselves, or says nothing but a place."""
        return next(self.find_all(text), None)

    def find_all(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Every such country."""
        for found in self._pattern.finditer(text):
            name = found["there"] or found["alone"]
            if name and about_themselves(text, found):
                yield self.countries[" ".join(name.translate(_TURKISH).casefold().split())], *found.span()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest name first: "northern ireland" is not "ireland".
        names = "|".join(re.escape(name) for name in sorted(self.countries, key=len, reverse=True)) or "(?!)"
        return re.compile(
            rf"\b(?:in|from|im|i'm|i’m)\s+(?:the\s+)?(?P<there>{names})\b|^\W*(?:the\s+)?(?P<alone>{names})\W*$", re.IGNORECASE
        )
