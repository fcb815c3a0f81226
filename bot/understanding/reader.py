"""Reads one message: which intent the whole has, and which situations are in each piece of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from bot.safety.assessment import Read, Reading
from bot.understanding.encoders import Encoders
from bot.understanding.heads import Floats, Head, Heads
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams
from bot.understanding.vote import Voters, Votes
from bot.understanding.windows import windows
from bot.understanding.wording import Wording

UNSURE: Final = "nlu_fallback"  # Rasa's own name for "not understood"
URGENT: Final = "urgent"  # the name of the cut for urgency
COUNTS: Final = 0.5  # the score from which a situation is found: each one's own cut is brought to this value
CERTAIN: Final = 0.999  # a score of 1 is for what a rule found
MIN_SCORE: Final = 0.05  # below is noise
_TELLING_SHARE: Final = 0.5  # of the intent is decided by the most telling part, or more, by as much as it tells
_RUNNING_THE_CHAT: Final = "L"  # a family that tells nothing of anybody, but for
_WATCHED: Final = "L10"
_DOUBT: Final = 0.2  # added to what speaks against urgency: where nothing speaks for anything, nothing is urgent

Rows = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Reader:
    """The trained model. `read` is safe to call from several threads."""

    intents: Sequence[str]
    situation_of: Mapping[str, str]  # intent -> the situation it tells
    situations: Sequence[str]
    urgent: frozenset[str]  # situations of T0 and T1
    everyday: frozenset[str]  # situations that speak against urgency
    cuts: Mapping[str, float]  # probability from which each situation counts, and from which a message is urgent
    wording: Wording
    ngrams: NGrams
    asks: Heads
    tells: Heads
    neighbours: Neighbours
    encoders: Encoders
    unsure_below: float  # confidence under which an intent is no better than a guess
    foreign: Head | None = None  # which texts the exact encoder cannot read; none where it reads all

    def read(self, texts: Sequence[str]) -> Reading:
        """Read a message: `texts` are the whole, then its pieces where it has several. Total: any text gives a reading."""
        views = [self._views(text) for text in texts]
        different = list(dict.fromkeys(view for one in views for view in one))  # what is pasted ten times is read once
        if not different:
            return Reading(pieces=((),) * len(texts), urgency=(0.0,) * len(texts))
        votes = self._voters.vote(different)
        place = {view: n for n, view in enumerate(different)}
        rows = [np.array([place[view] for view in one], dtype=np.int64) for one in views]
        intent, confidence = self._intent(votes, rows)
        found, urgency = (
            tuple(self._situations(votes, mine) for mine in rows),
            tuple(self._urgency(votes, mine) for mine in rows),
        )
        return Reading(intent, confidence, found, urgency)

    @cached_property
    def _voters(self) -> Voters:
        return Voters(
            self.encoders, self.ngrams, self.asks, self.tells, self._grave, self.neighbours, self.situations, self.foreign
        )

    @cached_property
    def _grave(self) -> Rows:
        telling = [name not in self.everyday and (name[0] != _RUNNING_THE_CHAT or name == _WATCHED) for name in self.situations]
        return np.flatnonzero(telling)

    def _views(self, text: str) -> tuple[str, ...]:
        """A text in windows, as typed and, where that differs, in plain words."""
        views: list[str] = []
        for window in windows(text):
            plain = self.wording.plain(window)
            same = plain in {"", window.casefold().replace("'", "")}
            views.extend((window,) if same else (window, plain))
        return tuple(views)

    def _intent(self, votes: Votes, rows: Sequence[Rows]) -> tuple[str, float]:
        """Of the whole message, half or more by its most telling part: "hi. he wants 50 quid" is no greeting."""
        whole = votes.intents[next(mine for mine in rows if len(mine))].mean(axis=0)
        tells = votes.situations[:, self._grave].max(axis=1, initial=0.0)
        telling = int(np.argmax(tells))
        share = max(_TELLING_SHARE, float(tells[telling]))
        mixed = (1 - share) * whole + share * votes.intents[telling]
        top = int(np.argmax(mixed))
        confidence = round(float(mixed[top]), 3)
        return (self.intents[top] if confidence >= self.unsure_below else UNSURE), confidence

    def _situations(self, votes: Votes, mine: Rows) -> tuple[Read, ...]:
        """The highest score over the views of one piece, best first."""
        if not len(mine):
            return ()
        found, places = votes.situations[mine], votes.places[mine]
        best_view = found.argmax(axis=0)
        scored = [(n, self._score(name, float(found[best_view[n], n]))) for n, name in enumerate(self.situations)]
        return tuple(
            Read(self.situations[n], round(score, 3), self._like(self.situations[n], score, places[best_view[n]]))
            for n, score in sorted(scored, key=lambda item: -item[1])
            if score >= MIN_SCORE
        )

    def _urgency(self, votes: Votes, mine: Rows) -> float:
        """How much speaks for any of T0 or T1, against how much for everyday talk.

        Of three grave situations at 0.3 none would count by itself, and yet a person is needed. That a text is an ordinary one
        speaks against them; that it is unlike anything does not speak for them.
        """
        if not len(mine):
            return 0.0
        found = votes.situations[mine].max(axis=0)
        grave = 1.0 - float(np.prod(1.0 - found[self._columns(self.urgent)]))
        calm = float(found[self._columns(self.everyday)].max(initial=0.0))
        return round(self._score(URGENT, grave / (grave + calm + _DOUBT)), 3)

    def _columns(self, names: frozenset[str]) -> list[int]:
        return [n for n, name in enumerate(self.situations) if name in names]

    def _score(self, name: str, probability: float) -> float:
        """A probability at its cut becomes COUNTS; 0 stays 0, and CERTAIN is the most."""
        if probability <= 0:
            return 0.0
        return min(CERTAIN, float(probability ** (np.log(COUNTS) / np.log(self.cuts.get(name, COUNTS)))))

    def _like(self, situation: str, score: float, place: Floats) -> str:
        return self.neighbours.to(place, situation) if score >= COUNTS and place.any() else ""
