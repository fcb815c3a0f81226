"""The two encoders: an exact one for English, and one for all languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.understanding.encoder import Encoder, shared_encoder
from bot.understanding.multilingual import shared_multilingual

NEAR_LANGUAGE: Final = "en"  # the folder whose lines `near` reads; of other languages it makes noise


@dataclass(frozen=True)
class Encoders:
    """Both sentence encoders. `near` is exact in English and reads nothing else; `wide` reads every language."""

    near: Encoder
    wide: Encoder


def shared_encoders() -> Encoders:
    """The process's one pair of encoders."""
    return Encoders(shared_encoder(), shared_multilingual())
