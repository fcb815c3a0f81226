"""Finds the training examples nearest to what somebody wrote: a vote of their own, and the plainest reason for a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.understanding.cells import Cells, Places, Rows
from bot.understanding.session import Vectors

AXES: Final = 192  # of 384: nine tenths of what there is to see, at a half of the cost (chosen on the validation cases)
HEARD: Final = 30  # neighbours that vote
# A first look along the axes that tell most leaves some of the examples around for a look along all.
GLANCE: Final = 64  # axes of the first look
LEFT: Final = 1024  # examples after it, about
_EVERY: Final = 16  # of them is asked where the best begin
_NEARBY: Final = 0.05  # of likeness: how much farther a neighbour with a third of the nearest one's voice is
_SCALE: Final = 127  # unit vectors in one byte a number: the order of neighbours stays


@dataclass(frozen=True)
class Neighbours:
    """The examples, cell by cell: where they are, and which of them carry each situation."""

    texts: Sequence[str]
    axes: npt.NDArray[np.float32]  # (d, axes)
    places: npt.NDArray[np.int8]  # (examples, axes)
    rows: Mapping[str, npt.NDArray[np.int32]]  # situation -> rows of its examples, in order
    cells: Cells

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Vectors, situations: Sequence[Sequence[str]]) -> Neighbours:
        """`vectors` (examples, d); `situations`: what each example carries."""
        axes = _axes(vectors)
        places = _unit(vectors @ axes)
        cells, order = Cells.of(places)
        rows: dict[str, list[int]] = {}
        for row, example in enumerate(order.tolist()):
            for situation in situations[example]:
                rows.setdefault(situation, []).append(row)
        return cls(
            [texts[example] for example in order],
            axes,
            np.clip(np.rint(places[order] * _SCALE), -_SCALE, _SCALE).astype(np.int8),
            {situation: np.array(found, dtype=np.int32) for situation, found in rows.items()},
            cells,
        )

    @property
    def heard(self) -> int:
        """How many examples vote."""
        return min(HEARD, len(self.texts))

    def nearest(self, vectors: Vectors) -> tuple[Rows, Places]:
        """Of texts, from their encoder's vectors (n, d): the nearest examples' rows, best first, and how like each is.

        Both of shape (n, heard). A few of the nearest may be missed.
        """
        places = _unit(vectors @ self.axes)
        if not self.heard or not len(places):
            return np.zeros((len(places), self.heard), dtype=np.int64), np.zeros((len(places), self.heard), dtype=np.float32)
        # One place after the other: a product with one vector is many times faster than with a few.
        found = [self._nearest(place) for place in places]
        return np.stack([rows for rows, _ in found]), np.stack([likeness for _, likeness in found])

    def vote(self, nearest: Rows, likeness: Places, situations: Sequence[str]) -> npt.NDArray[np.float32]:
        """The share of each situation among the nearest examples, the nearer the louder; shape (n, situations)."""
        count, heard = nearest.shape
        if not count or not heard:
            return np.zeros((count, len(situations)), dtype=np.float32)
        voice = np.exp((likeness - likeness.max(axis=1, keepdims=True)) / _NEARBY)
        voice /= voice.sum(axis=1, keepdims=True)
        table = csr_matrix((voice.ravel(), nearest.ravel(), np.arange(count + 1) * heard), shape=(count, len(self.texts)))
        said = (table @ self._carried).toarray()
        silent = np.zeros(count, dtype=np.float32)  # of a situation that no example carries
        columns = (said[:, self._column[name]] if name in self._column else silent for name in situations)
        return np.asarray(np.stack(list(columns), axis=1), dtype=np.float32)

    def _nearest(self, place: Places) -> tuple[Rows, Places]:
        """Rows of the nearest examples to one place, and how like it each is; best first."""
        around = self.cells.around(place)
        rows = np.concatenate([np.arange(cell.start, cell.stop) for cell in around])
        if len(rows) < self.heard:
            rows, around = np.arange(len(self.texts)), [slice(None)]
        left = rows[_about_best(np.concatenate([self._glance[cell] @ place[-GLANCE:] for cell in around]))]
        likeness = np.asarray(self.places[left] @ place / np.float32(_SCALE), dtype=np.float32)
        best = np.argsort(-likeness, kind="stable")[: self.heard]
        return left[best], likeness[best]

    def like(self, nearest: Rows, situation: str) -> str:
        """The text of the nearest example that carries a situation, empty where none of these does. `nearest` is one row."""
        rows = self.rows.get(situation)
        if rows is None:
            return ""
        carry = rows[np.searchsorted(rows, nearest).clip(max=len(rows) - 1)] == nearest
        return str(self.texts[int(nearest[int(carry.argmax())])]) if carry.any() else ""

    def as_json(self) -> dict[str, Any]:
        """Everything but the numbers."""
        return {"texts": list(self.texts), "rows": {situation: rows.tolist() for situation, rows in self.rows.items()}}

    def arrays(self, name: str) -> dict[str, Any]:
        """The numbers, which `from_arrays` reads again."""
        cells = {f"{name}.middles": self.cells.middles, f"{name}.ends": self.cells.ends}
        return {f"{name}.axes": self.axes, f"{name}.places": self.places, **cells}

    @classmethod
    def from_arrays(cls, about: Mapping[str, Any], stored: Any, name: str) -> Neighbours:
        """Read what `as_json` and `arrays` gave. Raises KeyError when it is not there."""
        rows = {situation: np.array(rows, dtype=np.int32) for situation, rows in about["rows"].items()}
        cells = Cells(stored[f"{name}.middles"], stored[f"{name}.ends"])
        return cls(about["texts"], stored[f"{name}.axes"], stored[f"{name}.places"], rows, cells)

    @cached_property
    def _glance(self) -> npt.NDArray[np.float32]:
        """The examples' places along the axes of the first look, shape (examples, at most GLANCE)."""
        return np.ascontiguousarray(self.places[:, -GLANCE:], dtype=np.float32)

    @cached_property
    def _column(self) -> Mapping[str, int]:
        return {situation: n for n, situation in enumerate(self.rows)}

    @cached_property
    def _carried(self) -> csr_matrix:
        """Which example carries which situation, shape (examples, situations)."""
        rows = np.concatenate([np.zeros(0, dtype=np.int32), *self.rows.values()])
        columns = np.repeat(np.arange(len(self.rows)), [len(found) for found in self.rows.values()])
        ones = np.ones(len(rows), dtype=np.float32)
        return csr_matrix((ones, (rows, columns)), shape=(len(self.texts), len(self.rows)))


def _about_best(values: Places) -> Rows:
    """Where the highest values are, about LEFT of them and at least HEARD: a sample tells where they begin."""
    if len(values) <= LEFT:
        return np.arange(len(values))
    begins = LEFT // _EVERY
    return np.flatnonzero(values >= np.partition(values[::_EVERY], -begins)[-begins])


def _axes(vectors: Vectors) -> npt.NDArray[np.float32]:
    """The directions in which the vectors differ most (principal components), the most telling last, shape (d, at most AXES)."""
    if len(vectors) < 2:  # noqa: PLR2004 - one text differs from nothing
        return np.eye(vectors.shape[1], dtype=np.float32)
    _, directions = np.linalg.eigh(np.cov(vectors.T.astype(np.float64)))
    return np.ascontiguousarray(directions[:, -AXES:], dtype=np.float32)


def _unit(rows: Places) -> Places:
    unit: Places = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
