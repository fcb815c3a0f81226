"""Finds what a message says in passing about the person: how old they are, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

YOUNGEST, OLDEST, OLDEST_PUPIL = 4, 99, 19

# "im 10 mins away", "i'm 10 out of 10", "im 100% sure", "im 5'2": numbers that are no ages.
_NOT_AN_AGE = (
    r"(?!\s*(?:%|/\s?\d|-\s?\d|\.\d|,\d|:\d|['’]\d|min|sec|hour|hr|day|week|month|years?\s+(?!old)|yrs?\s+(?!old)|km|mile"
    r"|meter|metre|foot|feet|ft\b|stone|real\b|step|out of|times|percent|quid|pound|dollar|euro|am\b|pm\b|followers|texts"
    r"|messages|points|down|up|away))"
)
_I_AM = r"\b(?:i\s*a?m|i['’]m|im|iam)\s+"
_SOFTLY = r"(?:(?:only|just|like|now|about|scared|an?)\s+)*"
_AGE = re.compile(rf"(?:{_I_AM}|\b(?:aged?|age is|turned)\s+){_SOFTLY}(\d{{1,2}})\b{_NOT_AN_AGE}", re.IGNORECASE)
# "14yo" at the start is who writes; "a 40 year old man" in the middle is mostly who they write about.
_AGE_AFTER = re.compile(
    rf"(?:^\W*(?:(?:hi|hiya|hey|hello)\W+)?|{_I_AM}){_SOFTLY}(\d{{1,2}})[\s-]*(?:years?[\s-]*old|yrs?[\s-]*old|y/?o)\b",
    re.IGNORECASE,
)
_WORDS = dict(
    zip(
        ["eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"],
        range(8, 18),
        strict=True,
    )
)
_AGE_WORD = re.compile(
    rf"{_I_AM}{_SOFTLY}({'|'.join(_WORDS)})\b(?!\s*(?:min|sec|hour|day|week|month|out of|times|steps|feet|foot))", re.IGNORECASE
)
_SCHOOL_YEAR = re.compile(rf"(?:{_I_AM}|\bin\s+)(?:an?\s+)?(?:yr|year)\s*(\d{{1,2}})\b", re.IGNORECASE)
_GRADE = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)\s+grader?|in\s+grade\s+(\d{1,2}))\b", re.IGNORECASE)
# Whoever was named last before an age or a place is who it belongs to: "hes from america" must not choose their helplines.
_NAMED = re.compile(
    rf"(?P<me>{_I_AM}an?\s+(?:\w+\s+){{0,2}}?(?:boy|girl|guy|man|woman|person)\b|\b(?:i|im|i['’]m|i['’]?ve|my|me|we|our|were)\b)"
    r"|\b(?:he|she|they|his|her|him|them|their|theyre|who|this|that|someone|somebody|"
    r"guy|man|men|dude|bloke|person|boy|girl|woman|boyfriend|girlfriend|bf|gf|ex|friend|mate|brother|sister|mum|mom|dad|cousin|"
    r"teacher|uncle|account|scammer|blackmailer)(?:['’]?s|['’]re)?\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.!?;\n]")
# A child of school year n is n + 5 in September; of grade n, n + 6. The older end is used only to pick a band.
_YEAR_OFFSET, _GRADE_OFFSET = 5, 6


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said in passing; None where nothing was."""

    age: int | None = None
    country: str | None = None


@dataclass(frozen=True)
class Mentions:
    """Finds ages and places. The words for places come from data/places."""

    places: Mapping[str, str]  # a folded word -> country

    @classmethod
    def load(cls, path: Path) -> Mentions:
        """Read data/places/<lang>.yml."""
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls({word.casefold(): country for country, words in content["places"].items() for word in words})

    def find(self, text: str) -> Heard:
        """Ages from 4 to 99 and countries that are named outright."""
        return Heard(age=age_in(text), country=self._country(text.casefold()))

    def _country(self, text: str) -> str | None:
        # The longest name wins: "northern ireland" is not "ireland".
        for word in sorted(self.places, key=len, reverse=True):
            name = re.escape(word)
            found = re.search(rf"\b(?:in|from|im|i'm|i’m)\s+(?:the\s+)?{name}\b|^\W*(?:the\s+)?{name}\W*$", text)
            if found and _about_themselves(text, found):
                return self.places[word]
        return None


def age_in(text: str) -> int | None:
    """The age somebody states for themselves, in digits, words or school years."""
    for pattern in (_AGE, _AGE_AFTER):
        for match in pattern.finditer(text):
            age = int(match.group(1))
            if YOUNGEST <= age <= OLDEST and _about_themselves(text, match):
                return age
    if word := _AGE_WORD.search(text):
        return _WORDS[word.group(1).casefold()]
    for pattern, offset in ((_SCHOOL_YEAR, _YEAR_OFFSET), (_GRADE, _GRADE_OFFSET)):
        for match in pattern.finditer(text):
            number = int(next(group for group in match.groups() if group))
            if _about_themselves(text, match):
                return _in_school(number + offset)
    return None


def _about_themselves(text: str, match: re.Match[str]) -> bool:
    """Whether the clause names nobody else last; "im" and "i live" inside the match are the writer."""
    clause = _CLAUSE_ENDS.split(text[: match.end()])[-1]
    named = [found["me"] is not None for found in _NAMED.finditer(clause)]
    return not named or named[-1]


def _in_school(age: int) -> int | None:
    return age if YOUNGEST <= age <= OLDEST_PUPIL else None
