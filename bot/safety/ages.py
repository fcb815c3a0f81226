"""Finds how old the writer says they are: in digits, in words, or by their school year in several countries.

English here, Spanish in ages_es.py; both read every message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import digits
from typing import NamedTuple

from bot.safety.ages_es import in_spanish_schools, stated_in_spanish

YOUNGEST, OLDEST = 4, 99
OLDEST_PUPIL, NO_PUPIL = 17, 20  # a pupil of the last year may be 18: but a school year must not make an adult of a child

# "im 10 mins away", "i'm 10 out of 10", "im 100% sure", "im 5'2": numbers that are no ages.
_NOT_AN_AGE = (
    r"(?!\+)(?!\s*(?:%|/\s?\d|-\s?\d|\.\d|,\d|:\d|['’]\d|min|sec|hour|hr|day|week|month|(?:years?|yrs?)\s+(?!old|of\s+age)|km|mile"
    r"|meter|metre|foot|feet|ft\b|stone|real\b|step|out of|times|percent|quid|pound|dollar|euro|am\b|pm\b|followers|texts"
    r"|messages|points|wins|goals|levels?|behind|ahead|down|up|away))"
)
_I_AM = r"(?<!\blike )\b(?:i\s*a?m|i['’]m|im|iam)\s+"
_SOFTLY = r"(?:(?:only|just|like|now|about|scared|almost|nearly|an?)\s+)*"
_HELLO = r"^\W*(?:(?:hi|hiya|hey|hello)\W+)?"
# "im 14f from sydney", but "im 14m away"; "i am 14yrs", but "im 5yrs clean".
_GOES_ON = (
    r"(?:(?:yrs?|years?)\b(?=\s*(?:$|[.,;:!?)\n]|(?:and(?!\s+\d)|but|from|here|girl|boy|pls|please|help|so)\b))"
    r"|(?<=\d\d)(?:f\b|m\b(?!\s*(?:away|tall|deep|wide|high|long|down|up|below|above|swim\w*|under|behind|ahead|off|late|in"
    r"|views|followers|likes|subs|from\s+(?:the|my|his|her|a|here|school|home|them|it)|into|underwater)\b)))"
)
_AGE = re.compile(
    rf"(?:{_I_AM}|\b(?:aged?|age is|turned|(?<=im )turning|(?<=i )turn)\s+|(?:\bmy\s+|^\W*)age\s*[:=]\s*){_SOFTLY}"
    rf"(\d{{1,2}})(?:\b{_NOT_AN_AGE}|\s?{_GOES_ON})",
    re.IGNORECASE,
)
# "14yo" at the start is who writes; "a 40 year old man" in the middle is mostly who they write about.
_AGE_AFTER = re.compile(
    rf"(?:{_HELLO}|{_I_AM}){_SOFTLY}(\d{{1,2}})[\s-]*(?:years?[\s-]*old|yrs?[\s-]*old|y[/.]?o)\b",
    re.IGNORECASE,
)
_OF_AGE = re.compile(rf"{_I_AM}(?:of\s+)?(\d{{1,2}})\s+(?:(?:yrs?|years?)\s+)?(?:of\s+)?age\b", re.IGNORECASE)
# "14f here", "13 m uk", "f14": only who begins with it; "10 m" is a way to swim, "m11" a road and "f11" a key.
_WHERE = r"(?:here|uk|usa?|england|ireland|scotland|wales|aus|australia|canada)\b"
_FROM = (
    rf"(?:{_WHERE}|from\b(?!\s+(?:the|my|a|here)\b)|(?:pls|please|plz|help|need)\b"
    r"|(?:being|some|someone|this|he|hes|she|shes|i|im|my)\b)"  # "13m being blackmailed"
)
_SHORT = tuple(
    re.compile(rf"{_HELLO}{short}", re.IGNORECASE)
    for short in (
        rf"([89]|[1-5]\d)\s?/?\s?f\b(?=\s*(?:$|[,.;!?/]|{_FROM}|and\s+(?:i|im|scared)\b))",
        rf"([89]|[1-5]\d)(?:\s?m|\s?/\s?m)\b(?=[\s,/]*{_FROM})",
        rf"[fm]\s?/?\s?(1[3-9])(?=\W*(?:$|{_FROM}))",
        rf"[fm]\s?/?\s?([89]|1\d)\b(?=[\s,/]*{_WHERE})",
    )
)
_NUMBER_WORDS = (
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one"
)
_WORDS = dict(zip(_NUMBER_WORDS.split(), range(6, 22), strict=True))
_JUST_TURNED = r"(?:\bi|\bi['’]?ve|(?<!it )\bjust|^)\s*\b(?:(?:just|only|recently)\s+)?turned\s+"
_AGE_WORD = re.compile(
    rf"(?:{_I_AM}|{_JUST_TURNED}|\bage\s+is\s+){_SOFTLY}({'|'.join(_WORDS)})\b{_NOT_AN_AGE}"
    # "thirteen years old" at the start, and "thirteen" with nothing else: fewer than eleven may be how many of something
    rf"|{_HELLO}{_SOFTLY}(?:({'|'.join(_WORDS)})[\s-]*(?:years?[\s-]*old|yrs?[\s-]*old|y/?o)\b"
    rf"|({'|'.join(word for word, years in _WORDS.items() if 11 <= years <= 19)})(?=\W*$))",  # noqa: PLR2004
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\b(?:almost|nearly)\b", re.IGNORECASE)  # "im almost 14": thirteen
# School years by how each country counts them; the number, where there is one, is the year. A child of school year n of England
# or Australia turns n + 5 in it, of an American grade n + 6, of an Irish class n + 6, of a Scottish P n + 5 and S n + 12.
_PUPILS = {"freshman": 15, "sophomore": 16, "junior": 17, "senior": 18}  # of an American high school
_NO_UNI = r"(?!\s+(?:of|at|in)\s+(?:uni|college))"
_IS_PUPIL = r"(?=\s*(?:$|[.,;!?)\n]|(?:and|but|so|rn|now|this\s+year|(?:in|at)\s+(?:my\s+)?(?:high\s?school|hs))\b))"
_IN_YEAR = rf"(?:{_I_AM}|\b(?:i\s*m\s+)?in\s+)(?:{_SOFTLY})(?:the\s+)?"


class _School(NamedTuple):
    """A way to name a school year. Each text that has it holds one of its `signs`; others are spared the long pattern."""

    signs: Sequence[str]
    pattern: re.Pattern[str]
    years: int  # the age; where the pattern finds a number, what that is short of it

    @classmethod
    def of(cls, signs: str, pattern: str, years: int) -> _School:
        """`signs`: in small letters, with single spaces, separated by bars; `#` stands for any digit."""
        written = tuple(sign.replace("#", digit) for sign in signs.split("|") for digit in (digits if "#" in sign else " "))
        return cls(written, re.compile(pattern, re.IGNORECASE), years)

    def find(self, text: str, plain: str) -> Iterator[re.Match[str]]:
        """`plain` is the text in small letters, with single spaces."""
        return self.pattern.finditer(text) if any(sign in plain for sign in self.signs) else iter(())

    def years_in(self, found: re.Match[str]) -> int:
        """The age that a match tells."""
        return self.years + (int(found.group(1)) if self.pattern.groups else 0)


_SCHOOLS = tuple(
    _School.of(*school)
    for school in (
        (
            "yr|year|y#|y #",
            rf"{_IN_YEAR}(?:yr|year|y)\s*(\d{{1,2}})\b(?!\s+(?:we|i|my|our)\s+(?:did|had|went|made|was|were|used)\b)",
            5,
        ),
        ("yr|year|y#|y #", rf"{_HELLO}(?:yr|year|y)\s*(\d{{1,2}})(?:(?:\s+(?:student|pupil))?\s+here\b|(?=\W*$))", 5),
        ("p#|primary", rf"{_IN_YEAR}p(?:rimary\s+)?(\d)\b(?!\s*m)", 5),
        ("s#", rf"{_IN_YEAR}s([1-6])\b", 12),
        ("grade", r"\b(\d{1,2})(?:st|nd|rd|th)\s+grader?\b", 6),
        ("grade", rf"{_IN_YEAR}grade\s+(\d{{1,2}})\b", 6),
        ("class", rf"{_IN_YEAR}([1-6])(?:st|nd|rd|th)\s+class\b", 6),
        ("year", rf"{_IN_YEAR}([1-6])(?:st|nd|rd|th)\s+year\b(?!\s+(?:of\s+)?(?:uni|college|univ))", 12),
        ("secondary", r"\b(?:just|only)\s+(?:started|began)\s+(?:at\s+|in\s+)?(?:my\s+)?secondary\b", 11),
        ("middle school", rf"{_IN_YEAR}middle\s+school\b", 12),
        (
            "reception|infants|kindergarten|prep",
            rf"{_IN_YEAR}(?:reception|infants|junior infants|senior infants|kindergarten|prep)\b",
            5,
        ),
        (
            "primary|juniors|elementary",
            rf"(?:{_IN_YEAR}|\bat\s+)(?:primary|juniors|primary school|elementary(?:\s+school)?)\b",
            10,
        ),
        ("freshman|grader", rf"{_IN_YEAR}(?:an?\s+)?(?:freshman|9th grader)\b(?!\s+(?:at|in)\s+(?:uni|college))", 15),
        ("sophomore", rf"{_IN_YEAR}(?:an?\s+)?(?:sophomore)\b(?!\s+(?:at|in)\s+(?:uni|college))", 16),
        ("transition year| ty", rf"{_IN_YEAR}(?:my\s+)?(?:transition year|ty)\b", 16),
        ("sixth|6th", rf"{_IN_YEAR}(?:sixth form|6th form|lower sixth|upper sixth)\b", 17),
        ("gcse", r"\b(?:doing|sitting|starting|got)\s+my\s+gcses?\b", 16),
        ("nat", r"\b(?:doing|sitting|starting)\s+(?:(?:my|the)\s+)?nat(?:ional)?s?\s?(?:5|five)s?\b", 16),
        ("leaving", r"\b(?:doing|sitting)\s+(?:my|the)\s+leaving\b(?!\s+(?:do|party|speech|present|card)\b)", 17),
        ("leaving", r"\bmy\s+leaving\s+(?:cert\s+)?year\b", 17),
        ("a level|highers", r"\b(?:doing|sitting)\s+(?:my|the)\s+(?:a levels?|highers)\b", 17),
        ("junior cert", r"\b(?:(?:doing|sitting)\s+(?:my|the)\s+junior cert|my\s+junior\s+cert\s+year)\b", 15),
        ("hsc", rf"(?:\bmy|\bin|{_HELLO})\s*\bhsc\s+year\b|\b(?:doing|sitting)\s+(?:(?:my|the)\s+)?hsc\b", 17),
        ("junior|senior", rf"{_I_AM}{_SOFTLY}(?:junior|senior)\b{_IS_PUPIL}", 17),
        *(
            (
                name,
                rf"(?:{_IN_YEAR}(?:my\s+)?{name}\s+year|{_HELLO}(?:an?\s+)?{name}\s+(?:in|at)\s+(?:high\s?school|hs))\b{_NO_UNI}",
                years,
            )
            for name, years in _PUPILS.items()
        ),
    )
)
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})(?=\s+(?:grader?|class|year)\b)", re.IGNORECASE)
_CARDINALS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve thirteen".split(), range(1, 14), strict=True)
)
_YEAR_WORD = re.compile(
    rf"(?:(?<=\byear\s)|(?<=\byr\s)|(?<=\bgrade\s)|(?<=\bprimary\s))(?:{'|'.join(_CARDINALS)})\b", re.IGNORECASE
)
# Whoever was named last before an age or a place is who it belongs to: "hes from america" must not choose their helplines.
_NAMED = re.compile(
    rf"(?P<me>{_I_AM}an?\s+(?:\w+\s+){{0,2}}?(?:boy|girl|guy|man|woman|person)\b|\b(?:i|im|iam|i['’]m|i['’]?ve|my|me|we|our|were)\b)"
    r"|\b(?:he|she|they|his|her|him|them|their|theyre|who|this|that|someone|somebody|"
    r"guy|man|men|dude|bloke|person|boy|girl|woman|boyfriend|girlfriend|bf|gf|ex|friend|mate|brother|sister|mum|mom|dad|cousin|"
    r"teacher|uncle|aunt|auntie|aunty|nan|nana|gran|granny|grandma|grandad|grandpa|stepdad|stepmum|stepmom|parents|account|scammer|blackmailer)(?:['’]?s|['’]re)?\b",
    re.IGNORECASE,
)
# "grounded til im 40", "when im 18", "she thinks im 19": an age they will have, or do not have. Up to 12 it says all the same
# that they are a child: who may not have it "until im 12" is younger.
_STILL_A_CHILD = 12
_NOT_YET = re.compile(
    r"\b(?:un)?till?\s+$|\b(?:when|once|before|by the time|as if|in case)\s+$"
    r"|\b(?:pretend(?:s|ed|ing)?|thinks?|thought|believes?|believed|assumes?|assumed)\s+(?:that\s+)?$",
    re.IGNORECASE,
)
# "we did the egyptians in year 4", "back in primary", "in year 7 you get a buddy": a school year of long ago, or of anybody. "im
# in year 4" is now, whatever was told before it; and where somebody else or a picture is spoken of, it is taken for now.
_THEN = re.compile(
    r"\b(?:did|swapped|read|was(?:n['’]?t)?|were|had|went|started|began|learn|learned|learnt|stopped|won"
    r"|lost|played|met|came|fell|loved|hated|wanted|wore|joined|moved|switched|tried|used to|remember|dreamed"
    r"|we made|(?<=i )liked|(?<=i )miss(?!\s+(?:school|home|mum|mom|dad)\b)|happened|believed|raised"
    r"|back|when|since|from|until|till|kids|all of us|not as much)\b"
    r"(?:(?!\b(?:i['’]?\s*a?m|still|now|and|but|so|cos)\b).){0,60}$",
    re.IGNORECASE,
)
_IS_NOW = re.compile(r"(?:i\s*a?m|i['’]m|still|only|just)\b", re.IGNORECASE)
_THEN_AFTER = re.compile(
    r"^\s*(?:school\s+)?(?:we|i|our|my|everyone|this|that|the|you|u)\s+(?:\w+\s+){0,2}?"
    r"(?:did|had|went|made|was|were|used|read|got to|learned|learnt|played|wrote|won|wore|never thought|started"
    r"|sang|swapped|drew|ate)\b|^\s*i\s+told everyone (?:that )?my \w+ (?:was|were|is) an?\b"
    r"|^\s*(?:school\s+)?(?:you|u|they|everyone)\s+(?:get|have|do|learn|go|only)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\b(?:he|hes|him|she|shes|her|they|theyre|someone|somebody|man|guy|bloke|dude|stranger|boy|girl|pics?|nudes?|photos?|pictures?"
    r"|vids?|videos?|snap|insta|online|blackmail\w*|sent|send)\b",
    re.IGNORECASE,
)
# "im 13 in may": twelve.
_SOON = re.compile(
    r"\s+(?:in\s+(?:(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\w*|may|a\s+(?:few|couple|day|week|month)\w*|(?:\d+|two|three)\s+(?:day|week|month)s)"
    r"|next\s+(?:day|week|month|mon|tues|wednes|thurs|fri|satur|sun)\w*|soon|tomorrow|tmrw)\b",
    re.IGNORECASE,
)
_BY_AGE = re.compile(r"\b(?:by|from|at|since)\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[.!?;\n]")


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, and where it was said. From a school year it is the age they turn in it."""

    years: int
    start: int
    end: int


def age_in(text: str) -> int | None:
    """The age somebody states for themselves, in years; None when there is none."""
    found = find_age(text)
    return found.years if found else None


def find_age(text: str) -> Age | None:
    """The first age somebody states for themselves: outright before by school year."""
    return next(find_ages(text), None)


def find_ages(text: str) -> Iterator[Age]:
    """Every age somebody states for themselves, outright before by school year."""
    return (age for age in _stated(text) if YOUNGEST <= age.years <= OLDEST)


def _stated(text: str) -> Iterator[Age]:
    for pattern in (_AGE, _AGE_AFTER, _OF_AGE, *_SHORT):
        stated = (Age(_years(text, found), *found.span()) for found in pattern.finditer(text) if about_themselves(text, found))
        yield from (age for age in stated if not _is_not_yet(text, age))
    spelled = (Age(_years(text, found), *found.span()) for found in _AGE_WORD.finditer(text) if about_themselves(text, found))
    yield from (age for age in spelled if not _is_not_yet(text, age))
    yield from (Age(*stated) for stated in stated_in_spanish(text))
    yield from (replace(age, years=min(age.years, OLDEST_PUPIL)) for age in _in_school(text) if age.years < NO_PUPIL)


def _years(text: str, found: re.Match[str]) -> int:
    """The years of a match; one less where they will have them soon."""
    said = next(group for group in found.groups() if group).casefold()
    soon = _SOON.match(text, found.end()) or _NEARLY.search(found.group())
    return (int(said) if said.isdigit() else _WORDS[said]) - (soon is not None)


def _in_school(text: str) -> Iterator[Age]:
    plain = " ".join(text.casefold().split())
    numbered = _ORDINAL.sub(lambda found: f"{_ORDINALS[found.group(1).casefold()]}th".ljust(len(found.group(1))), text)
    # to the right, so that the school year ends where its word ends
    numbered = _YEAR_WORD.sub(lambda found: str(_CARDINALS[found.group().casefold()]).rjust(len(found.group())), numbered)
    for school in _SCHOOLS:
        for found in school.find(numbered, plain):
            if about_themselves(numbered, found) and not _is_memory(numbered, found):
                yield Age(school.years_in(found), *found.span())
    yield from (Age(*stated) for stated in in_spanish_schools(text))


def _is_not_yet(text: str, age: Age) -> bool:
    """Whether it is an age that they will have one day, or that somebody takes them for."""
    before = text[: age.start]
    return _BY_AGE.search(before) is not None or (age.years > _STILL_A_CHILD and _NOT_YET.search(before) is not None)


def _is_memory(text: str, school: re.Match[str]) -> bool:
    """Whether the school year is one of long ago, or anybody's."""
    if _IS_NOW.match(school.group()):
        return False
    before = _CLAUSE_ENDS.split(text[: school.start()])[-1]
    after = _CLAUSE_ENDS.split(text[school.end() :])[0]
    if _OF_SOMEBODY.search(before) or _OF_SOMEBODY.search(after):
        return False
    return _THEN.search(before) is not None or _THEN_AFTER.search(after) is not None


def about_themselves(text: str, match: re.Match[str]) -> bool:
    """Whether the clause names nobody else last; "im" and "i live" inside the match are the writer."""
    clause = _CLAUSE_ENDS.split(text[: match.end()])[-1]
    named = [found["me"] is not None for found in _NAMED.finditer(clause)]
    return not named or named[-1]
