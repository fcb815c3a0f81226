"""The rules for the sentences of one language, from `wording.yml`: lengths, reading level, what is never said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.guidance.faults import GuidanceDataError, read_mapping
from bot.guidance.untranslated import is_untranslated
from bot.safety.tiers import Tier

FILE = "wording.yml"
# Which way a formula of textstat counts: a grade grows with difficulty, an ease shrinks.
GRADES = frozenset({"flesch_kincaid_grade", "lix"})
EASES = frozenset({"flesch_reading_ease", "fernandez_huerta", "szigriszt_pazos", "gulpease_index", "osman"})
_MAY_LACK = {"country", "must_say", "approved", "word_for_word", "person_asked"}
_KEYS = {"words_in_a_bubble", "words_in_a_sentence", "reading", "banned", *_MAY_LACK}
_MOST = ("longest", "average", "8_10", "simple")  # words in a sentence
_SENTENCE = {*_MOST, "written_for_children", "short_conditions"}
_READING = {"formula", "locale", "limits"}
_TIERS = {tier.name for tier in Tier}
_LIMITS = {"plain", "crisis", "8_10", "11_13", "simple"}


@dataclass(frozen=True, slots=True)
class Banned:
    """Something that is never said. `catches` are sentences that prove it."""

    name: str
    pattern: re.Pattern[str] | None  # None: nobody has written it in this language yet
    catches: tuple[str, ...] = ()
    lets_pass: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A formula of textstat with its limits for "plain" and "crisis" replies and for other versions."""

    formula: str
    locale: str
    limits: Mapping[str, float]

    def too_hard(self, score: float, kind: str) -> bool:
        """Whether a score is beyond the limit of this kind; a kind without a limit is never too hard."""
        limit = self.limits.get(kind)
        if limit is None:
            return False
        return score > limit if self.formula in GRADES else score < limit


@dataclass(frozen=True, slots=True)
class Approved:
    """A claim (how often threats come true) that is made in these sentences only, and never in these keys."""

    pattern: re.Pattern[str]
    sentences: tuple[str, ...]
    never_in: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What holds for every sentence of a language. `sentence` has the most words, by the names of `_MOST`."""

    bubble: Mapping[Tier, int]
    sentence: Mapping[str, float]
    reading: Reading | None
    banned: tuple[Banned, ...]
    country: str | None = None  # with whose numbers sentences are measured
    must_say: Mapping[str, re.Pattern[str]] = field(default_factory=dict)  # what every reply to families A to G says
    approved: Approved | None = None
    word_for_word: Mapping[str, str] = field(default_factory=dict)  # the direct questions, by the names they have everywhere
    person_asked: str = ""  # the words by which a reply tells that a person was asked for
    for_children: frozenset[str] = frozenset()  # replies that only children hear
    short_conditions: tuple[str, ...] = ()  # "In danger?" is an "if", not a question

    def missing(self) -> list[str]:
        """What nobody has written in this language yet."""
        found = [] if self.reading else ["reading: a formula with its limits"]
        found += [f"banned: {rule.name}" for rule in self.banned if rule.pattern is None]
        found += [f"must_say: {name}" for name, pattern in self.must_say.items() if not pattern.pattern]
        found += ["approved: pattern"] if self.approved and not self.approved.pattern.pattern else []
        found += [] if self.person_asked else ["person_asked: words that are in utter_person_called"]
        found += [f"word_for_word: {name}" for name, text in self.word_for_word.items() if is_untranslated(text)]
        return found


def load_wording(folder: Path) -> Wording:
    """Read `wording.yml` of a language's folder. Raises GuidanceDataError."""
    file = folder / FILE
    if not file.is_file():
        raise GuidanceDataError(
            file, "file", "There are no rules for the sentences.", "Copy those of data/copy/en, and translate them."
        )
    about = _part(file, "wording", read_mapping(file).get("wording"), _KEYS, _KEYS - _MAY_LACK)
    sentence = _part(file, "words_in_a_sentence", about["words_in_a_sentence"], _SENTENCE, set(_MOST))
    approved = about.get("approved")
    return Wording(
        bubble={
            tier: int(_part(file, "words_in_a_bubble", about["words_in_a_bubble"], _TIERS, _TIERS)[tier.name]) for tier in Tier
        },
        sentence={name: float(sentence[name]) for name in _MOST},
        reading=_reading(file, about["reading"]) if about["reading"] else None,
        banned=tuple(_banned(file, name, rule) for name, rule in _part(file, "banned", about["banned"]).items()),
        country=about.get("country"),
        must_say={name: _pattern(file, f"must_say: {name}", text) for name, text in (about.get("must_say") or {}).items()},
        approved=_approved(file, approved) if approved else None,
        word_for_word={str(name): str(text) for name, text in (about.get("word_for_word") or {}).items()},
        person_asked=str(about.get("person_asked") or ""),
        for_children=frozenset(sentence.get("written_for_children") or ()),
        short_conditions=tuple(sentence.get("short_conditions") or ()),
    )


def _part(file: Path, place: str, value: Any, known: set[str] | None = None, needed: set[str] | None = None) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GuidanceDataError(file, place, "This has no keys below it.", "See wording.yml of data/copy/en for the shape.")
    unknown, lost = (set(value) - known if known else set()), (needed or set()) - set(value)
    if wrong := sorted(map(str, unknown | lost)):
        raise GuidanceDataError(file, place, f"Unknown or missing: {', '.join(wrong)}.", "See wording.yml of data/copy/en.")
    return value


def _reading(file: Path, value: Any) -> Reading:
    about = _part(file, "reading", value, _READING, _READING)
    if about["formula"] not in GRADES | EASES:
        problem = f"Unknown formula: {about['formula']}."
        raise GuidanceDataError(file, "reading", problem, f"There are: {', '.join(sorted(GRADES | EASES))}.")
    limits = _part(file, "reading: limits", about["limits"], _LIMITS, _LIMITS)
    return Reading(about["formula"], str(about["locale"]), {name: float(limit) for name, limit in limits.items()})


def _banned(file: Path, name: str, value: Any) -> Banned:
    about = _part(file, f"banned: {name}", value, {"any", "catches", "lets_pass"}, {"any"})
    patterns = [_pattern(file, f"banned: {name}", text).pattern for text in about["any"] or ()]
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
    return Banned(name, whole, tuple(about.get("catches") or ()), tuple(about.get("lets_pass") or ()))


def _approved(file: Path, value: Any) -> Approved:
    about = _part(file, "approved", value, {"pattern", "sentences", "never_in"}, {"pattern", "sentences"})
    return Approved(
        _pattern(file, "approved", about["pattern"]), tuple(about["sentences"]), frozenset(about.get("never_in") or ())
    )


def _pattern(file: Path, place: str, text: Any) -> re.Pattern[str]:
    try:
        return re.compile(str(text))
    except re.error as error:
        raise GuidanceDataError(file, place, f"This pattern cannot be read: {error}.", "Look for a missing bracket.") from error
