"""Finds every risk rule that speaks in a text, in one pass over its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from bot.safety.phrases import Phrase
from bot.safety.tiers import Concern, Tier
from bot.safety.views import Plain, View, Views


class Speaker(StrEnum):
    """Who says a line of a pasted chat. A message without a pasted chat is the young person's throughout."""

    YOUNG_PERSON = "young_person"
    OFFENDER = "offender"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule: when one of `any` is said and none of `unless` explains it away, the situation is there."""

    name: str
    situation: str
    tier: Tier
    concern: Concern | None
    any: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()
    covers: frozenset[Concern] = frozenset()  # findings about these inside this rule's words are explained by it
    said_by: Speaker | None = Speaker.YOUNG_PERSON  # None: by either side; OFFENDER: only in the offender's lines
    only_after: str | None = None  # a fact that must be known already
    ask: bool = False
    doubtful: bool = False  # its words are often everyday talk: where the model is sure of that, they are asked about
    language: str = "en"  # whose words it is written in: the folder of data/risk


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Something said that is no situation: a fact, or a sign of who is speaking."""

    name: str
    any: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Where something was said, as offsets in the original text."""

    start: int
    end: int


class Spans:
    """Places merged into stretches that do not overlap, so that one look-up tells whether a match touches any of them."""

    def __init__(self, matches: Iterable[Match]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in sorted(matches, key=lambda match: match.start):
            if self._ends and match.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], match.end)
            else:
                self._starts.append(match.start)
                self._ends.append(match.end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def touch(self, match: Match) -> bool:
        """True when the match shares a character with one of the stretches."""
        before = bisect_left(self._starts, match.end)
        return before > 0 and self._ends[before - 1] > match.start


@dataclass(frozen=True, slots=True)
class _Entry:
    owner: Rule | Cue
    phrase: Phrase
    excuses: bool


class Rulebook:
    """All patterns, looked up by a word that must be in them."""

    def __init__(self, owners: Iterable[Rule | Cue]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_beginning: dict[str, list[_Entry]] = {}
        for owner in owners:
            for excuses, phrases in ((False, owner.any), (True, owner.unless)):
                for phrase in phrases:
                    self._add(_Entry(owner, phrase, excuses))
        self._beginnings = sorted({len(beginning) for beginning in self._by_beginning})

    def _add(self, entry: _Entry) -> None:
        for word in entry.phrase.anchors:
            index = self._by_beginning if word.endswith("~") else self._by_word
            index.setdefault(word.removesuffix("~"), []).append(entry)

    def find(self, views: Sequence[View]) -> Mapping[Rule | Cue, tuple[Match, ...]]:
        """Every rule and cue that is said and not excused by its own `unless`, with the places."""
        said: dict[Rule | Cue, dict[Match, None]] = {}
        excused: dict[Rule | Cue, dict[Match, None]] = {}
        candidates = self._candidates({word.text for view in views for word in view.words})
        for view in views:
            for entry, match in self._matches(view, views[0], candidates):
                (excused if entry.excuses else said).setdefault(entry.owner, {})[match] = None
        found: dict[Rule | Cue, tuple[Match, ...]] = {}
        for owner, matches in said.items():
            excuses = Spans(excused.get(owner, ()))
            left = tuple(match for match in matches if not excuses.touch(match))
            if left:
                found[owner] = left
        return found

    def _matches(self, view: View, first: View, candidates: Mapping[str, Sequence[_Entry]]) -> Iterator[tuple[_Entry, Match]]:
        text, places = view.text, view.places
        last = len(view.words) - 1
        changed = _changed(view, first)
        for n, word in enumerate(view.words):
            for entry in candidates.get(word.text, ()):
                before, after = entry.phrase.before + 1, entry.phrase.after + 2
                low, high = n - before if n > before else 0, n + after if n + after <= last else last + 1
                if changed is not None and changed[high] == changed[low]:
                    continue  # the first view has the same words here
                begin, end = places[low], places[high] + 1
                if entry.phrase.regex.search(text, begin, end) is None:
                    continue
                for start in places[low : n + 1]:  # the first hit may be another one, one that an excuse touches
                    hit = entry.phrase.regex.match(text, start, end)
                    if hit is not None and hit.end() > places[n]:
                        yield entry, _place(view, hit.start(), hit.end())

    def _candidates(self, words: set[str]) -> dict[str, list[_Entry]]:
        """For each word of a text's views, the patterns it may be part of: those whose other certain words are there too."""
        candidates: dict[str, list[_Entry]] = {}
        for word in words:
            entries = [*self._by_word.get(word, ())]
            for length in self._beginnings:
                entries.extend(self._by_beginning.get(word[:length], ()))
            if entries := [entry for entry in entries if not any(map(words.isdisjoint, entry.phrase.needs))]:
                candidates[word] = entries
        return candidates


class Rulebooks:
    """The rulebooks of every language, each with its own words and short forms: none changes how another reads a text."""

    def __init__(self, books: Iterable[tuple[Iterable[Rule | Cue], Views]]) -> None:
        self._books = [(Rulebook(owners), views) for owners, views in books]

    def find(self, text: str) -> Mapping[Rule | Cue, tuple[Match, ...]]:
        """What is said in any of the languages; no rule stands in two of them."""
        read = Plain.of(text)
        found: dict[Rule | Cue, tuple[Match, ...]] = {}
        for book, views in self._books:
            found |= book.find(views.beside(read))
        return found


def _changed(view: View, first: View) -> list[int] | None:
    """How many words before each place are not in the first view; None for the first view itself."""
    if view is first:
        return None
    known = {(word.text, word.start) for word in first.words}
    return [0, *accumulate((word.text, word.start) not in known for word in view.words)]


def _place(view: View, start: int, end: int) -> Match:
    """The original characters behind text[start:end] of a view; a match begins at the space before its first word."""
    first = bisect_right(view.places, start) - 1
    final = bisect_right(view.places, end - 1) - 1
    return Match(view.words[first].start, view.words[final].end)
