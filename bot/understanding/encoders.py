"""The two encoders: an exact one for English, and one for 16 languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.understanding.encoder import DIMENSIONS, Encoder, Vectors, shared_encoder
from bot.understanding.multilingual import shared_multilingual

NEAR_LANGUAGE: Final = "en"  # the folder whose lines `near` reads; of other languages it makes noise


@dataclass(frozen=True)
class Encoders:
    """Both sentence encoders. `near` is exact in English and reads nothing else; `wide` reads the other languages."""

    near: Encoder
    wide: Encoder
    near_dimensions: int = DIMENSIONS

    def encode(self, texts: Sequence[str], foreign: frozenset[str] = frozenset()) -> Vectors:
        """Both vectors side by side, shape (len(texts), 384 + 512), to learn from; of a `foreign` text zeros for the first."""
        near = np.zeros((len(texts), self.near_dimensions), dtype=np.float32)
        mine = [n for n, text in enumerate(texts) if text not in foreign]
        near[mine] = self.near.encode([texts[n] for n in mine])
        return np.hstack([near, self.wide.encode(texts)])


def shared_encoders() -> Encoders:
    """The process's one pair of encoders."""
    return Encoders(shared_encoder(), shared_multilingual())
