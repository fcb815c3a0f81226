"""Finds the training example that is nearest to what somebody wrote: the plainest reason there is for a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.understanding.encoder import Vectors

_SCALE = 127  # unit vectors in one byte a number: the order of neighbours stays


@dataclass(frozen=True)
class Nearest:
    """The examples, their vectors, and which of them carry each situation."""

    texts: Sequence[str]
    vectors: npt.NDArray[np.int8]  # (examples, d)
    rows: Mapping[str, npt.NDArray[np.int32]]  # situation -> rows of its examples

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Vectors, situations: Sequence[Sequence[str]]) -> Nearest:
        rows: dict[str, list[int]] = {}
        for row, carried in enumerate(situations):
            for situation in carried:
                rows.setdefault(situation, []).append(row)
        small = np.clip(np.rint(vectors * _SCALE), -_SCALE, _SCALE).astype(np.int8)
        return cls(texts, small, {situation: np.array(found, dtype=np.int32) for situation, found in rows.items()})

    def to(self, vector: Vectors, situation: str) -> str:
        """The text of the nearest example of a situation; empty when it has none."""
        rows = self.rows.get(situation)
        if rows is None:
            return ""
        likeness = self.vectors[rows].astype(np.float32) @ vector
        return str(self.texts[int(rows[int(np.argmax(likeness))])])

    def as_json(self) -> dict[str, Any]:
        """Everything but the vectors."""
        return {"texts": list(self.texts), "rows": {situation: rows.tolist() for situation, rows in self.rows.items()}}

    @classmethod
    def from_json(cls, about: Mapping[str, Any], vectors: npt.NDArray[np.int8]) -> Nearest:
        return cls(about["texts"], vectors, {name: np.array(rows, dtype=np.int32) for name, rows in about["rows"].items()})
