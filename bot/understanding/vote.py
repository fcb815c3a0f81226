"""Lets encoders, nearest examples and letters vote on every view of a message, within a budget: a long one costs little more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from bot.understanding.encoders import Encoders
from bot.understanding.heads import (
    LETTERS_ASK,
    LETTERS_ASK_BESIDE_BOTH,
    LETTERS_TELL,
    LETTERS_TELL_BESIDE_BOTH,
    NEIGHBOURS_SHARE,
    Floats,
    Head,
    Heads,
)
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams

# Characters of one message that each encoder reads; what was found most telling before comes first.
WIDE_BUDGET, NEAR_BUDGET = 1000, 300
# From how surely a text is in a language that the exact encoder cannot read. "no" is a word of many: it is read by all.
_FOREIGN = 0.8
# The cuts are those of English. Who reads without the exact encoder is as often right when less sure (chosen on validation_es).
_FOREIGN_LIFT = 1.5


@dataclass(frozen=True)
class Votes:
    """Probabilities for each view: `intents` (n, intents), `situations` (n, situations); `places` (n, axes), 0 where unread."""

    intents: Floats
    situations: Floats
    places: Floats  # among the examples

    def beside(self, other: Votes) -> Votes:
        """These views, then the others."""
        return Votes(
            np.vstack([self.intents, other.intents]),
            np.vstack([self.situations, other.situations]),
            np.vstack([self.places, other.places]),
        )


@dataclass(frozen=True)
class Voters:
    """What reads a view, and the classifiers of both questions."""

    encoders: Encoders
    ngrams: NGrams
    asks: Heads  # which intent
    tells: Heads  # which situations
    grave: np.ndarray[Any, np.dtype[np.int64]]  # columns of the situations that are no everyday talk
    neighbours: Neighbours
    situations: Sequence[str]
    foreign: Head | None = None  # by its letters: is it in another language than the exact encoder's?

    def vote(self, views: Sequence[str]) -> Votes:
        """All views are read by their letters, the most telling also by the cheap encoder, the best of them by both.

        What is in another language than the exact encoder's is read without it: it would only add noise, and costs most.
        """
        letters = self.ngrams.transform(views)
        asks_letters, tells_letters = self.asks.letters.probabilities(letters), self.tells.letters.probabilities(letters)
        intents, situations = asks_letters.copy(), tells_letters.copy()
        places = np.zeros((len(views), self.neighbours.axes.shape[1]), dtype=np.float32)

        some = self._most_telling(views, range(len(views)), situations, WIDE_BUDGET)
        wide = self.encoders.wide.encode([views[n] for n in some])
        intents[some] = Heads.mix(self.asks.wide.probabilities(wide), asks_letters[some], LETTERS_ASK)
        situations[some] = Heads.mix(self.tells.wide.probabilities(wide), tells_letters[some], LETTERS_TELL)

        foreign = self._foreign(letters)
        situations[foreign] = np.minimum(1.0, situations[foreign] * _FOREIGN_LIFT)
        readable = [n for n in some if not foreign[n]]
        few = self._most_telling(views, readable, situations, NEAR_BUDGET)
        if not few:
            return Votes(intents, situations, places)
        both = np.hstack([self.encoders.near.encode([views[n] for n in few]), wide[[some.index(n) for n in few]]])
        places[few] = self.neighbours.place(both)
        intents[few] = Heads.mix(self.asks.both.probabilities(both), asks_letters[few], LETTERS_ASK_BESIDE_BOTH)
        like = self.neighbours.vote(places[few], self.situations)
        meant = Heads.mix(self.tells.both.probabilities(both), like, NEIGHBOURS_SHARE)
        situations[few] = Heads.mix(meant, tells_letters[few], LETTERS_TELL_BESIDE_BOTH)
        return Votes(intents, situations, places)

    def _foreign(self, letters: csr_matrix) -> np.ndarray[Any, np.dtype[np.bool_]]:
        if self.foreign is None:
            return np.zeros(letters.shape[0], dtype=np.bool_)
        return np.asarray(self.foreign.probabilities(letters)[:, 0] > _FOREIGN)

    def _most_telling(self, views: Sequence[str], among: Sequence[int], situations: Floats, budget: int) -> list[int]:
        """The views within the budget, by the best score of anything that is not everyday talk; at least one."""
        if sum(len(views[n]) for n in among) <= budget:
            return list(among)
        chosen: list[int] = []
        for n in sorted(among, key=lambda view: -float(situations[view, self.grave].max(initial=0.0))):
            if len(views[n]) <= budget or not chosen:
                chosen.append(n)
                budget -= len(views[n])
        return sorted(chosen)
