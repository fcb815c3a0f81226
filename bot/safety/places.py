"""Finds the country a young person says they are in. Nothing is guessed from a connection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.safety.ages import about_themselves
from bot.safety.riskfile import RiskFileError, check_texts, read_section

# In Spanish the verb says that it is about the writer: "soy de", "vivo en", "aquí en".
_YO = (
    r"\b(?:soy\s+(?:una?\s+(?:chic[oa]|pib[ae])\s+)?(?:(?:en|de|desde)\s+)?"
    r"|(?:vivo|vivimos|estoy|ando|estudio|escribo|nac[ií]|aqu[ií]|ac[aá])\s+(?:en|de|desde)\s+)"
)
# In "im english" a people says it, not in "write it in english" nor in "English" alone: those are a language, a lesson or a meal.
_PEOPLES = {
    "english": "GB",
    "british": "GB",
    "scottish": "GB",
    "welsh": "GB",
    "irish": "IE",
    "american": "US",
    "australian": "AU",
    "aussie": "AU",
    "canadian": "CA",
}
_PEOPLE = re.compile(
    rf"\b(?:i\s*am|i['’]?m)\s+(?:an?\s+)?(?P<people>{'|'.join(_PEOPLES)})\b"
    # "im american indian", "im an english teacher", "im british but live abroad"
    r"(?=\s*(?:$|[.,;:!?)\n]|(?:and|so|girl|boy|lad|teen\w*|kid|he|she|they|pls|please|help|btw|lol)\b)|\s+\d)",
    re.IGNORECASE,
)
_FIRST_NAMES = r"(?!(?:sydney|adelaide|bristol)\b(?!\s+australia))"  # "im sydney" says who, not where
_TURKISH = str.maketrans("İı", "ii")  # a search that ignores case takes them for i; casefold does not


@dataclass(frozen=True)
class Places:
    """The words for each country, from data/places."""

    countries: Mapping[str, str]  # a word in small letters -> country (ISO 3166 alpha-2)

    @classmethod
    def load(cls, path: Path) -> Places:
        """Read every data/places/<language>.yml; `path` is the folder. Raises RiskFileError."""
        countries: dict[str, str] = {}
        for file in sorted(path.glob("*.yml")):
            for country, words in read_section(file, "places").items():
                for word in check_texts(file, f"`{country}:`", words):
                    if countries.setdefault(word.casefold(), country) != country:
                        cure = f"`{word}` stands for another country too, here or in another language; leave it out of both"
                        raise RiskFileError(file, f"`{country}:`", cure)
        return cls(countries)

    def find(self, text: str) -> tuple[str, int, int] | None:
        """The first country and where it is said, when the writer says it of themselves, or says nothing but a place."""
        return next(self.find_all(text), None)

    def find_all(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Every such country; a people only where no place is said: who is irish may live in london."""
        placed = list(self._placed(text))
        yield from placed
        if not placed:
            peoples = _PEOPLE.finditer(text) if self.countries else ()
            yield from ((_PEOPLES[found["people"].casefold()], *found.span()) for found in peoples)

    def _placed(self, text: str) -> Iterator[tuple[str, int, int]]:
        for found in self._pattern.finditer(text):
            name = found["there"] or found["moved"] or found["here"] or found["alli"] or found["alone"]
            if name and (found["alli"] or about_themselves(text, found)):
                yield self.countries[" ".join(name.translate(_TURKISH).casefold().split())], *found.span()
            elif found["us"]:
                yield "US", *found.span()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest name first: "northern ireland" is not "ireland".
        names = "|".join(re.escape(name) for name in sorted(self.countries, key=len, reverse=True)) or "(?!)"
        return re.compile(
            rf"\b(?:in|(?<!moved )(?<!moved here )from|(?:im|i'm|i’m)(?=\s+{_FIRST_NAMES}))\s+(?:the\s+)?(?P<there>{names})\b"
            # where they live now; and at the start, "uk here": of the pronoun "us" only the capitals tell it apart
            rf"|\bmoved\s+(?:(?:here|over|back|out)\s+)?(?:from\s+\w+\s+)?to\s+(?:the\s+)?(?P<moved>{names})\b"
            rf"|^\W*(?:(?:from\s+)?(?P<here>{names})|(?P<us>(?-i:US)))\s+here\b|{_YO}(?:el\s+|la\s+|los\s+)?(?P<alli>{names})\b"
            rf"|^\W*(?:(?:the|en|de|desde|soy\s+de|el|la|los)\s+)*(?P<alone>{names})\W*$",
            re.IGNORECASE,
        )
