"""Lets encoders, nearest examples and letters vote on every view of a message, within a budget: long ones cost little more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bot.understanding.cells import Rows
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
    Met,
)
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams

# Characters of one message that each encoder reads; what is most telling by its letters and words comes first.
BUDGET: Final = 300
UNREAD: Final = -1  # in place of a row
# Where anything of T0 or T1 is told in an English view so likely, both encoders read it: in a third of the messages (0044).
DOUBTED: Final = (0.05, 0.6)
# From how surely a text is in a language that the exact encoder cannot read: "si" is, "no" is a word of many. Of 4,711 English
# validation cases two with typos are above it, of 178 Spanish ones one is below.
_FOREIGN = 0.4
# The cuts are those of English. Who reads without the exact encoder is as often right when less sure (chosen on validation_es).
_FOREIGN_LIFT = 1.2


@dataclass(frozen=True)
class Votes:
    """Probabilities for each view: `intents` (n, intents), `situations` (n, situations); `nearest` (n, examples heard)."""

    intents: Floats
    situations: Floats
    nearest: Rows  # which examples are, best first; UNREAD where the exact encoder has not read


@dataclass(frozen=True)
class Voters:
    """What reads a view, and the classifiers of both questions."""

    encoders: Encoders
    ngrams: NGrams
    asks: Heads  # which intent
    tells: Heads  # which situations
    grave: Rows  # columns of the situations that are no everyday talk
    urgent: Rows  # columns of those of T0 and T1
    neighbours: Neighbours
    situations: Sequence[str]
    foreign: Head | None = None  # by its letters: is it in another language than the exact encoder's?

    def vote(self, views: Sequence[str]) -> Votes:
        """All views are read by their letters and words, and the most telling by the encoder of their language too."""
        letters = Met.of(self.ngrams.transform(views))
        asks_letters, tells_letters = self.asks.letters.probabilities(letters), self.tells.letters.probabilities(letters)
        intents, situations = asks_letters.copy(), tells_letters.copy()
        nearest = np.full((len(views), self.neighbours.heard), UNREAD)
        foreign = self._foreign(letters)

        if far := self._most_telling(views, np.flatnonzero(foreign), tells_letters):
            wide = self.encoders.wide.encode([views[n] for n in far])
            intents[far] = Heads.mix(self.asks.wide.probabilities(wide), asks_letters[far], LETTERS_ASK_BESIDE_WIDE)
            situations[far] = Heads.mix(self.tells.wide.probabilities(wide), tells_letters[far], LETTERS_TELL_BESIDE_WIDE)
        situations[foreign] = np.minimum(1.0, situations[foreign] * _FOREIGN_LIFT)

        if here := self._most_telling(views, np.flatnonzero(~foreign), tells_letters):
            near = self.encoders.near.encode([views[n] for n in here])
            intents[here] = Heads.mix(self.asks.near.probabilities(near), asks_letters[here], LETTERS_ASK_BESIDE_NEAR)
            nearest[here], likeness = self.neighbours.nearest(near)
            like = self.neighbours.vote(nearest[here], likeness, self.situations)
            meant = Heads.mix(self.tells.near.probabilities(near), like, NEIGHBOURS_SHARE)
            told = Heads.mix(meant, tells_letters[here], LETTERS_TELL_BESIDE_NEAR)
            situations[here] = self._in_doubt([views[n] for n in here], told)
        return Votes(intents, situations, nearest)

    def _in_doubt(self, views: Sequence[str], told: Floats) -> Floats:
        """What English views tell, where the encoder of all languages was heard on those that may tell something urgent.

        Where MiniLM is alone with its opinion, that is often how it is wrong. Where it sees next to nothing urgent, the other is
        not asked and cannot be heard alone: hardly one of the validation cases of T0 and T1 was lost by that.
        """
        urgent = 1.0 - np.prod(1.0 - told[:, self.urgent], axis=1)
        doubtful = np.flatnonzero((urgent > DOUBTED[0]) & (urgent < DOUBTED[1]))
        if len(doubtful):
            wide = self.tells.wide.probabilities(self.encoders.wide.encode([views[n] for n in doubtful]))
            told[doubtful] = Heads.mix(told[doubtful], wide, WIDE_TELLS_BESIDE_NEAR)
        return told

    def _foreign(self, letters: Met) -> np.ndarray[Any, np.dtype[np.bool_]]:
        if self.foreign is None:
            return np.zeros(letters.rows.shape[0], dtype=np.bool_)
        return np.asarray(self.foreign.probabilities(letters)[:, 0] > _FOREIGN)

    def _most_telling(self, views: Sequence[str], among: Rows, situations: Floats) -> list[int]:
        """The views within the budget, by the best score of anything that is not everyday talk; at least one, if there is any."""
        if sum(len(views[n]) for n in among) <= BUDGET:
            return [int(n) for n in among]
        chosen: list[int] = []
        left = BUDGET
        for n in sorted(among, key=lambda view: -float(situations[view, self.grave].max(initial=0.0))):
            if len(views[n]) <= left or not chosen:
                chosen.append(n)
                left -= len(views[n])
        return sorted(chosen)
