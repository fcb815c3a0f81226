"""Lets encoders, nearest examples and letters vote on every view of a message, within a budget: long ones cost little more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from bot.understanding.encoders import Encoders
from bot.understanding.heads import (
    LETTERS_ASK_BESIDE_NEAR,
    LETTERS_ASK_BESIDE_WIDE,
    LETTERS_TELL_BESIDE_NEAR,
    LETTERS_TELL_BESIDE_WIDE,
    NEIGHBOURS_SHARE,
    WIDE_TELLS_BESIDE_NEAR,
    Floats,
    Head,
    Heads,
)
from bot.understanding.neighbours import Neighbours, Rows
from bot.understanding.ngrams import NGrams

# Characters of one message that each encoder reads; what is most telling by its letters and words comes first.
WIDE_BUDGET, NEAR_BUDGET = 1000, 300
# From how surely a text is in a language that the exact encoder cannot read: "si" is, "no" is a word of many. Of 4,711 English
# validation cases two with typos are above it, of 178 Spanish ones one is below.
_FOREIGN = 0.4
# The cuts are those of English. Who reads without the exact encoder is as often right when less sure (chosen on validation_es).
_FOREIGN_LIFT = 1.8


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
        """All views are read by their letters and words, and the most telling by the encoder of their language too.

        What situations an English view tells, the encoder of 16 languages has a small vote on: where MiniLM is alone with its
        opinion, that is often how it is wrong.
        """
        letters = self.ngrams.transform(views)
        asks_letters, tells_letters = self.asks.letters.probabilities(letters), self.tells.letters.probabilities(letters)
        intents, situations = asks_letters.copy(), tells_letters.copy()
        places = np.zeros((len(views), self.neighbours.axes.shape[1]), dtype=np.float32)
        foreign = self._foreign(letters)

        if far := self._most_telling(views, np.flatnonzero(foreign), tells_letters, WIDE_BUDGET):
            wide = self.encoders.wide.encode([views[n] for n in far])
            intents[far] = Heads.mix(self.asks.wide.probabilities(wide), asks_letters[far], LETTERS_ASK_BESIDE_WIDE)
            situations[far] = Heads.mix(self.tells.wide.probabilities(wide), tells_letters[far], LETTERS_TELL_BESIDE_WIDE)
        situations[foreign] = np.minimum(1.0, situations[foreign] * _FOREIGN_LIFT)

        if here := self._most_telling(views, np.flatnonzero(~foreign), tells_letters, NEAR_BUDGET):
            near = self.encoders.near.encode([views[n] for n in here])
            places[here] = self.neighbours.place(near)
            intents[here] = Heads.mix(self.asks.near.probabilities(near), asks_letters[here], LETTERS_ASK_BESIDE_NEAR)
            like = self.neighbours.vote(places[here], self.situations)
            meant = Heads.mix(self.tells.near.probabilities(near), like, NEIGHBOURS_SHARE)
            told = Heads.mix(meant, tells_letters[here], LETTERS_TELL_BESIDE_NEAR)
            wide = self.encoders.wide.encode([views[n] for n in here])
            situations[here] = Heads.mix(told, self.tells.wide.probabilities(wide), WIDE_TELLS_BESIDE_NEAR)
        return Votes(intents, situations, places)

    def _foreign(self, letters: csr_matrix) -> np.ndarray[Any, np.dtype[np.bool_]]:
        if self.foreign is None:
            return np.zeros(letters.shape[0], dtype=np.bool_)
        return np.asarray(self.foreign.probabilities(letters)[:, 0] > _FOREIGN)

    def _most_telling(self, views: Sequence[str], among: Rows, situations: Floats, budget: int) -> list[int]:
        """The views within the budget, by the best score of anything that is not everyday talk; at least one, if there is any."""
        if sum(len(views[n]) for n in among) <= budget:
            return [int(n) for n in among]
        chosen: list[int] = []
        for n in sorted(among, key=lambda view: -float(situations[view, self.grave].max(initial=0.0))):
            if len(views[n]) <= budget or not chosen:
                chosen.append(n)
                budget -= len(views[n])
        return sorted(chosen)
