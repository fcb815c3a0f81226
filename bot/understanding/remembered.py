"""Remembers the vectors of examples between two trainings, so that an edited example costs itself and not all of them."""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.understanding.encoder import Encoder
from bot.understanding.session import Vectors

Half = npt.NDArray[np.float16]

_DIGEST = 16  # bytes of SHA-256: no two texts share them


class Remembered:
    """An encoder that has read before. Half precision, for what is new as for what is known: the model is the same either way.

    The file holds hashes and vectors, no text. `about` names the weights: other weights, other vectors.
    """

    def __init__(self, encoder: Encoder, path: Path, about: str) -> None:
        self._encoder = encoder
        self._path = path
        self._about = about.encode()
        self._known = _read(path)
        self._asked: dict[bytes, Half] = {}
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order of the texts. Safe to call from several threads."""
        keys = [hashlib.sha256(self._about + text.encode("utf-8", "surrogatepass")).digest()[:_DIGEST] for text in texts]
        new = [n for n, key in enumerate(keys) if key not in self._known]
        fresh = self._encoder.encode([texts[n] for n in new]).astype(np.float16)
        found = {keys[n]: row for n, row in zip(new, fresh, strict=True)}
        found |= {key: self._known[key] for key in keys if key in self._known}
        with self._lock:
            self._asked |= found
        if not keys:
            return np.asarray(fresh, dtype=np.float32)
        vectors: Vectors = np.stack([found[key] for key in keys]).astype(np.float32)
        return vectors

    def save(self) -> None:
        """Keep what was asked for and nothing else: examples that are gone are forgotten."""
        if not self._asked:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(f".{os.getpid()}.tmp")
        with partial.open("wb") as file:
            np.savez(file, keys=np.frombuffer(b"".join(self._asked), np.uint8), vectors=np.stack(list(self._asked.values())))
        partial.replace(self._path)


def _read(path: Path) -> dict[bytes, Half]:
    """What was kept. A file that cannot be read is as good as none: everything is encoded again."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            keys, vectors = kept["keys"].tobytes(), kept["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if len(keys) != len(vectors) * _DIGEST or vectors.dtype != np.float16:
        return {}
    return {keys[n * _DIGEST : (n + 1) * _DIGEST]: vector for n, vector in enumerate(vectors)}
