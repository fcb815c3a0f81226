"""Holds every sentence of a language to its rules. Pure; the reading level is counted by whoever calls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.conversation.message import Style
from bot.guidance.ages import SIMPLE
from bot.guidance.copy_entry import INTERFACE, CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.placeholders import fill
from bot.guidance.untranslated import is_untranslated
from bot.guidance.wording import Wording
from bot.safety.tiers import Tier

# In no language. Numbers and addresses come from data/helplines.
NEVER: Final = {
    "an exclamation mark": re.compile("[!¡！]"),
    "an address": re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|org|net|uk|gov|ie|es|mx|ar|fr|de|pt|br)\b|@"),
    "a phone number": re.compile(r"\d{3,}|\d[\d\s()-]{3,}\d"),
}
_SENTENCE_END: Final = re.compile(r"(?<=[.?!:…؟。？।])\s+")
_ADULTS: Final = "18_plus"
_TOLD: Final = "ABCDEFG"  # families of what happened to them: named, not their fault, honest
Score = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class WordingFault:
    """A sentence that breaks a rule: the key, the version by age ("" is everybody's), the rule, and the words."""

    key: str
    ages: str
    rule: str
    text: str


def words(text: str) -> int:
    """How many words a reader meets."""
    return len(re.findall(r"[\w'’]+", text))


def sentences(text: str) -> list[str]:
    """A text in its sentences; a colon ends one too."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def never_said(text: str, wording: Wording) -> list[str]:
    """The names of the rules that this text breaks by what it says."""
    plain = text.replace("’", "'").lower()
    found = [name for name, pattern in NEVER.items() if pattern.search(plain)]
    return [*found, *(rule.name for rule in wording.banned if rule.pattern and rule.pattern.search(plain))]


def check_wording(
    book: CopyBook, wording: Wording, values: Mapping[str, str], score: Score | None = None
) -> Iterator[WordingFault]:
    """Every fault of every text. `values` fill the gaps as in life; without `score` the reading level is not looked at."""
    for entry in book.entries.values():
        for ages, texts in (("", entry.text), *entry.text_for.items()):
            for text in (text for text in texts if not is_untranslated(text)):
                check = _Text(entry, ages, text, wording, values)
                yield from (WordingFault(entry.key, ages, rule, text) for rule in check.faults(score))
    for button in book.buttons.values():
        yield from (WordingFault(button.id, "", rule, button.label) for rule in never_said(button.label, wording))


@dataclass(frozen=True, slots=True)
class _Text:
    entry: CopyEntry
    ages: str
    text: str
    wording: Wording
    values: Mapping[str, str]

    def faults(self, score: Score | None) -> Iterator[str]:
        yield from never_said(self.text, self.wording)
        yield from self._lengths()
        if not self.entry.key.startswith(INTERFACE):
            yield from self._tone()
            yield from self._truth()
        is_label = re.search(r"[.?؟।。]", self.text) is None  # the level of two words says nothing
        if score and self.wording.reading and not is_label:
            points = score(self._filled())
            if self.wording.reading.too_hard(points, self._kind()):
                yield f"the reading level: {points:.1f} ({self._kind()})"

    def _kind(self) -> str:
        if self.ages and self.ages != _ADULTS:
            return self.ages
        return "crisis" if self.entry.style is Style.CRISIS else "plain"

    def _filled(self, **longest: str) -> str:
        """As it is read; a gap that only the page can fill counts as its own name, one word."""
        return fill(self.text, {**self.values, **longest}).replace("{", "").replace("}", "")

    def _lengths(self) -> Iterator[str]:
        tier, limit = self.entry.tier, self.wording.sentence
        if tier is not None and (count := words(self._filled())) > self.wording.bubble[tier]:
            yield f"{count} words in a bubble of {tier.name}"
        # Where the country is not known, the number for elsewhere is the emergency number.
        elsewhere = {"emergency": self.values["emergency_elsewhere"]} if "emergency_elsewhere" in self.values else {}
        usual, long = ([words(part) for part in sentences(text)] for text in (self._filled(), self._filled(**elsewhere)))
        for_children = self.ages == "8_10" or self.entry.key in self.wording.for_children
        if max(long, default=0) > limit["longest"]:
            yield f"{max(long)} words in a sentence"
        elif for_children and max(usual, default=0) > limit["8_10"]:
            yield f"{max(usual)} words in a sentence for a child"
        elif self.ages == SIMPLE and max(usual, default=0) > limit[SIMPLE]:
            yield f"{max(usual)} words in a sentence of simple words"
        if len(usual) > 1 and sum(usual) / len(usual) > limit["average"]:
            yield f"{sum(usual) / len(usual):.1f} words a sentence on average"

    def _tone(self) -> Iterator[str]:
        emoji = [sign for sign in self.text if unicodedata.category(sign) == "So"]
        if len(emoji) > (0 if self.entry.tier in {Tier.T0, Tier.T1} else 1):
            yield "too many emoji"
        asked = self.text
        for condition in self.wording.short_conditions:
            asked = asked.replace(condition, "")
        if sum(asked.count(mark) for mark in "?؟？") > 1:
            yield "more than one question"

    def _truth(self) -> Iterator[str]:
        said, wording = self.text.replace("’", "'").lower(), self.wording
        if (self.entry.situation or "L")[0] in _TOLD:
            yield from (f"does not say: {name}" for name, pattern in wording.must_say.items() if not pattern.search(said))
        if wording.approved and wording.approved.pattern.pattern:
            rest = self.text
            for sentence in wording.approved.sentences:
                rest = rest.replace(sentence, "")
            if wording.approved.pattern.search(rest.lower()) or (
                rest != self.text and self.entry.key in wording.approved.never_in
            ):
                yield "says in its own words how often threats come true"
