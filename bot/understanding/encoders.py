"""The two encoders side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.encoder import DIMENSIONS, Encoder, Vectors, shared_encoder
from bot.understanding.multilingual import shared_multilingual


@dataclass(frozen=True)
class Encoders:
    """Both sentence encoders. `near` is exact in English; `wide` knows 16 languages and costs a third."""

    near: Encoder
    wide: Encoder
    near_dimensions: int = DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Both vectors side by side, shape (len(texts), 384 + 512)."""
        return np.hstack([self.near.encode(texts), self.wide.encode(texts)])


def shared_encoders() -> Encoders:
    """The process's one pair of encoders."""
    return Encoders(shared_encoder(), shared_multilingual())
