"""Reads one message: which intent the whole has, and which situations are in each piece of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from bot.safety.assessment import Read, Reading
from bot.understanding.cells import Rows
from bot.understanding.encoders import Encoders
from bot.understanding.heads import Floats, Head, Heads
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams
from bot.understanding.vote import UNREAD, Voters, Votes
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
_DOUBT_UNREAD: Final = 0.3  # the same where the exact encoder has not read, as in other languages (chosen on validation_es)
_GRAVE: Final = 0.2  # the cut of gravity, for a piece to be urgent
_NOTHING: Final = 1e-6  # where nothing speaks for either, nothing is grave
_MILDER_SHARE: Final = 0.4  # how much a situation of T2 or T3 speaks against urgency: plain blackmail is no danger to a life


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
        if not any(views):
            return Reading(pieces=((),) * len(texts), urgency=(0.0,) * len(texts), gravity=(0.0,) * len(texts))
        votes, rows = self._vote(views)
        told = _told(votes, rows)
        gravity = self._gravity(told)
        urgency = self._urgency(told, gravity, votes, rows)
        intent, confidence = self._intent(votes, rows)
        scores = as_scores(told, self._cuts)
        pieces = tuple(self._situations(votes, mine, of) for mine, of in zip(rows, scores, strict=True))
        return Reading(intent, confidence, pieces, tuple(urgency), tuple(gravity))

    def _vote(self, views: Sequence[Sequence[str]]) -> tuple[Votes, list[Rows]]:
        """The votes on the views of each text, and which rows of them are whose."""
        place: dict[str, int] = {}  # what is pasted ten times is read once
        rows = [np.array([place.setdefault(view, len(place)) for view in one], dtype=np.int64) for one in views]
        return self._voters.vote(list(place)), rows

    @cached_property
    def _voters(self) -> Voters:
        return Voters(
            self.encoders,
            self.ngrams,
            self.asks,
            self.tells,
            self._grave,
            self._columns(self.urgent),
            self.neighbours,
            self.situations,
            self.foreign,
        )

    @cached_property
    def _grave(self) -> Rows:
        telling = [name not in self.everyday and (name[0] != _RUNNING_THE_CHAT or name == _WATCHED) for name in self.situations]
        return np.flatnonzero(telling)

    def _views(self, text: str) -> tuple[str, ...]:
        """A text in windows: each as typed and, where they say something new, in plain words."""
        return tuple(view for window in windows(text) for view in (window, self.wording.beside(window)) if view)

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

    def _situations(self, votes: Votes, mine: Rows, scores: Floats) -> tuple[Read, ...]:
        """What one piece tells, best first."""
        best = np.argsort(-scores, kind="stable")[: int((scores >= MIN_SCORE).sum())]
        return tuple(
            Read(self.situations[n], round(score, 3), self._like(n, votes, mine) if score >= COUNTS else "")
            for n, score in zip(best.tolist(), scores[best].tolist(), strict=True)
        )

    def _gravity(self, told: Floats) -> list[float]:
        """How each piece lies between everyday talk, 0, and what is of T0 or T1, 1. What is milder counts for neither."""
        urgent, everyday, _ = (told[:, columns] for columns in self._for_and_against)
        grave, talk = _any_of(urgent), everyday.max(axis=1, initial=0.0)
        return [round(float(share), 3) for share in grave / np.maximum(grave + talk, _NOTHING)]

    def _urgency(self, told: Floats, gravity: Sequence[float], votes: Votes, rows: Sequence[Rows]) -> list[float]:
        """How much in each piece speaks for any of T0 or T1: the less of what it has against something milder, and against talk.

        Of three grave situations at 0.3 none would count by itself, and yet a person is needed. That a text tells of plain
        blackmail speaks a little against them; that it is unlike anything does not speak for them. Everyday talk is another
        question (0050): asked in one, each made the other worse.
        """
        urgent, _, milder = (told[:, columns] for columns in self._for_and_against)
        grave = _any_of(urgent)
        doubt = np.array([_DOUBT if (votes.nearest[mine] != UNREAD).any() else _DOUBT_UNREAD for mine in rows])
        share = grave / (grave + _MILDER_SHARE * milder.max(axis=1, initial=0.0) + doubt)
        scores = np.minimum(as_scores(share, self.cuts.get(URGENT, COUNTS)), as_scores(np.array(gravity), _GRAVE))
        return [round(float(score), 3) for score in scores]

    @cached_property
    def _for_and_against(self) -> tuple[Rows, Rows, Rows]:
        """Columns of the situations of T0 and T1, of everyday talk, and of those of T2 and T3."""
        telling = {name for name in self.situations if name[0] != _RUNNING_THE_CHAT}
        return self._columns(self.urgent), self._columns(self.everyday), self._columns(telling - self.urgent - self.everyday)

    def _columns(self, names: Set[str]) -> Rows:
        return np.flatnonzero([name in names for name in self.situations])

    @cached_property
    def _cuts(self) -> Floats:
        return np.array([self.cuts.get(name, COUNTS) for name in self.situations], dtype=np.float32)

    def _like(self, situation: int, votes: Votes, mine: Rows) -> str:
        best_view = mine[votes.situations[mine, situation].argmax()]
        return self.neighbours.like(votes.nearest[best_view], self.situations[situation])


def _told(votes: Votes, rows: Sequence[Rows]) -> Floats:
    """Shape (pieces, situations): the highest probability over the views of each piece."""
    return np.array([votes.situations[mine].max(axis=0, initial=0.0) for mine in rows], dtype=np.float32)


def _any_of(probabilities: Floats) -> Floats:
    """The probability (n,) that any of each row's is true, were they independent."""
    return np.asarray(1.0 - np.prod(1.0 - probabilities, axis=1), dtype=np.float32)


def as_scores(probabilities: Any, cuts: Any) -> Any:
    """A probability at its cut becomes COUNTS; 0 stays 0, and CERTAIN is the most."""
    return np.minimum(CERTAIN, probabilities ** (np.log(COUNTS) / np.log(cuts)))
