"""What both encoders do in the same way: run a graph whose matrices are given, and read one text after the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime

from bot.understanding.eight_bits import Array

Vectors = npt.NDArray[np.float32]

MAX_TOKENS: Final = 128  # longer windows are cut: callers split long texts first
DIMENSIONS: Final = 384


class OneByOne(ABC):
    """Reads each text by itself.

    Beside a longer one a short text would cost as much as that, and as numbers are rounded in steps that fit all that is read
    together, it would have another vector in other company.
    """

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Mean-pooled unit vectors, shape (len(texts), 384)."""
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._encode(text)
        return vectors

    @abstractmethod
    def _encode(self, text: str) -> Vectors: ...


class Session:
    """What a graph does with arrays that lie where they lie: they must live as long as it does, so it keeps them."""

    def __init__(self, graph: Path, outside: Path, arrays: Mapping[str, Array], threads: int = 1) -> None:
        """`outside` is the folder with the file that the graph names for its outside data."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(outside))
        self._given = [(name, onnxruntime.OrtValue.ortvalue_from_numpy(array)) for name, array in arrays.items()]
        for name, value in self._given:
            options.add_initializer(name, value)
        self._session = onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])

    def unit(self, feed: Mapping[str, Array]) -> Vectors:
        """The mean of the tokens' vectors of one text, as a unit vector."""
        (tokens,) = self._session.run(None, dict(feed))
        pooled = tokens[0].mean(axis=0)
        unit: Vectors = pooled / np.maximum(np.linalg.norm(pooled), 1e-9)
        return unit
