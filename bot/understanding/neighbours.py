"""Finds the training examples nearest to what somebody wrote: a vote of their own, and the plainest reason for a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.understanding.encoder import Vectors

Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.float32]  # (texts, axes): unit vectors along the axes on which examples differ most

AXES: Final = 192  # of 896: nine tenths of what there is to see, at a fifth of the cost (chosen on the validation cases)
HEARD: Final = 30  # neighbours that vote
# A first look along the axes that tell most leaves some examples for a look along all: 99.5 % of the votes, a fifth of the time.
GLANCE: Final = 64  # axes of the first look
LEFT: Final = 512  # examples after it, about
_EVERY: Final = 16  # of them is asked where the best begin
_NEARBY: Final = 0.05  # of likeness: how much farther a neighbour with a third of the nearest one's voice is
_SCALE: Final = 127  # unit vectors in one byte a number: the order of neighbours stays


@dataclass(frozen=True)
class Neighbours:
    """The examples, where they are, and which of them carry each situation."""

    texts: Sequence[str]
    axes: npt.NDArray[np.float32]  # (d, axes)
    places: npt.NDArray[np.int8]  # (examples, axes)
    rows: Mapping[str, npt.NDArray[np.int32]]  # situation -> rows of its examples

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Vectors, situations: Sequence[Sequence[str]]) -> Neighbours:
        """`vectors` (examples, d); `situations`: what each example carries."""
        rows: dict[str, list[int]] = {}
        for row, carried in enumerate(situations):
            for situation in carried:
                rows.setdefault(situation, []).append(row)
        axes = _axes(vectors)
        small = np.clip(np.rint(_unit(vectors @ axes) * _SCALE), -_SCALE, _SCALE).astype(np.int8)
        return cls(texts, axes, small, {situation: np.array(found, dtype=np.int32) for situation, found in rows.items()})

    def place(self, vectors: Vectors) -> Places:
        """Where texts are among the examples, from their encoders' vectors (n, d)."""
        return _unit(vectors @ self.axes)

    def vote(self, places: Places, situations: Sequence[str]) -> npt.NDArray[np.float32]:
        """The share of each situation among the nearest examples, the nearer the louder; shape (n, situations)."""
        heard = min(HEARD, len(self.texts))
        if not heard or not len(places):
            return np.zeros((len(places), len(situations)), dtype=np.float32)
        # One place after the other: a product with one vector is many times faster than with a few.
        found = [self._nearest(place, heard) for place in places]
        best, near = np.stack([rows for rows, _ in found]), np.stack([likeness for _, likeness in found])
        voice = np.exp((near - near.max(axis=1, keepdims=True)) / _NEARBY)
        voice /= voice.sum(axis=1, keepdims=True)
        ends = np.arange(len(places) + 1) * heard
        table = csr_matrix((voice.ravel(), best.ravel(), ends), shape=(len(places), len(self.texts)))
        said = (table @ self._carried).toarray()
        silent = np.zeros(len(places), dtype=np.float32)  # of a situation that no example carries
        columns = (said[:, self._column[name]] if name in self._column else silent for name in situations)
        return np.asarray(np.stack(list(columns), axis=1), dtype=np.float32)

    def _nearest(self, place: Places, count: int) -> tuple[Rows, Places]:
        """Rows of the nearest examples to one place, and how like it each is."""
        left = _about_best(self._glance @ place[-GLANCE:])
        likeness = self._likeness(left, place)
        best = np.argpartition(likeness, -count)[-count:]
        return left[best], likeness[best]

    def _likeness(self, rows: npt.NDArray[Any], place: Places) -> Places:
        return np.asarray(self.places[rows] @ place / np.float32(_SCALE), dtype=np.float32)

    def to(self, place: Places, situation: str) -> str:
        """The text of the nearest example of a situation; empty when it has none. `place` is one row of `place()`."""
        rows = self.rows.get(situation)
        if rows is None:
            return ""
        rows = rows[_about_best(self._glance[rows] @ place[-GLANCE:])]
        return str(self.texts[int(rows[int(np.argmax(self._likeness(rows, place)))])])

    def as_json(self) -> dict[str, Any]:
        """Everything but the numbers."""
        return {"texts": list(self.texts), "rows": {situation: rows.tolist() for situation, rows in self.rows.items()}}

    def arrays(self, name: str) -> dict[str, Any]:
        """The numbers, which `from_arrays` reads again."""
        return {f"{name}.axes": self.axes, f"{name}.places": self.places}

    @classmethod
    def from_arrays(cls, about: Mapping[str, Any], stored: Any, name: str) -> Neighbours:
        """Read what `as_json` and `arrays` gave. Raises KeyError when it is not there."""
        rows = {situation: np.array(rows, dtype=np.int32) for situation, rows in about["rows"].items()}
        return cls(about["texts"], stored[f"{name}.axes"], stored[f"{name}.places"], rows)

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
