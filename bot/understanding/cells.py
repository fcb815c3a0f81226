"""An inverted file: examples laid out in cells around middles, so that who looks for the nearest looks into a few cells only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.float32]  # (n, axes)

CELLS, PROBED = 512, 40  # of 132,000 examples a tenth is looked at, and nearly every vote is heard (0044)
PER_CELL: Final = 64  # examples, on the average, at least
_SAMPLE, _ROUNDS = 30_000, 8  # of places, by which the middles are found


@dataclass(frozen=True)
class Cells:
    """Where each cell is, and which rows it holds: `middles` (cells, axes); from `ends[n]` to before `ends[n + 1]`."""

    middles: Places
    ends: npt.NDArray[np.int32]  # (cells + 1,)

    @classmethod
    def of(cls, places: Places) -> tuple[Cells, Rows]:
        """The cells, and the order in which the places must stand. The same places give the same cells."""
        middles = _middles(places)
        cell = _nearest(places, middles)
        order = np.argsort(cell, kind="stable")
        return cls(middles, np.searchsorted(cell[order], np.arange(len(middles) + 1)).astype(np.int32)), order

    def around(self, place: Places) -> Sequence[slice]:
        """The rows of the PROBED cells around one place, cell by cell."""
        probed = np.argsort(self._half - self.middles @ place, kind="stable")[:PROBED]
        return [slice(begin, end) for begin, end in zip(self.ends[probed].tolist(), self.ends[probed + 1].tolist(), strict=True)]

    @cached_property
    def _half(self) -> Places:
        """Half of each middle's length, squared: with it a product tells how near a middle is."""
        return _half_squares(self.middles)


def _middles(places: Places) -> Places:
    """By k-means, from a sample; where there are few places, one middle for all."""
    chance = np.random.default_rng(0)
    some = places[np.sort(chance.permutation(len(places))[:_SAMPLE])]
    cells = min(CELLS, len(places) // PER_CELL)
    if cells <= 1:
        return np.zeros((1, places.shape[1]), dtype=np.float32)
    middles: Places = some[chance.permutation(len(some))[:cells]]
    for _ in range(_ROUNDS):
        cell = _nearest(some, middles)
        members = csr_matrix((np.ones(len(some), dtype=np.float32), (cell, np.arange(len(some)))), shape=(cells, len(some)))
        counts = np.bincount(cell, minlength=cells)[:, np.newaxis]
        middles = np.asarray(np.where(counts > 0, (members @ some) / np.maximum(counts, 1), middles), dtype=np.float32)
    return middles


def _nearest(places: Places, middles: Places) -> npt.NDArray[Any]:
    """The number of the middle that each place is nearest to, shape (n,)."""
    half = _half_squares(middles)
    blocks = np.array_split(places, len(places) // _SAMPLE + 1)  # all at once would be as large as the model
    return np.concatenate([(block @ middles.T - half).argmax(axis=1) for block in blocks])


def _half_squares(middles: Places) -> Places:
    return np.asarray((middles**2).sum(axis=1) / 2, dtype=np.float32)
