"""Leaves both encoders' weights on disk as they are used, so that a start need not unpack them and processes share them."""

from __future__ import annotations

from pathlib import Path

from bot.understanding import eight_bits, encoder, multilingual
from bot.understanding.encoder import UNPACKED_NEAR
from bot.understanding.mapped import read_mapped, write_mapped
from bot.understanding.multilingual import UNPACKED_WIDE, weights_as_used
from bot.understanding.weights import MULTILINGUAL, NEAR_MATRICES, WIDE_MATRICES


def keep_unpacked() -> bool:
    """Write what is missing, damaged or made from other weights. False where the folder cannot be written.

    Then each process unpacks for itself, as it does without these files. Raises WeightsError.
    """
    try:
        if not _is_there(UNPACKED_NEAR, encoder.MADE_FROM):
            write_mapped(UNPACKED_NEAR, encoder.MADE_FROM, eight_bits.load(NEAR_MATRICES.find()))
        if not _is_there(UNPACKED_WIDE, multilingual.MADE_FROM):
            weights = weights_as_used(MULTILINGUAL.find(), WIDE_MATRICES.find())
            write_mapped(UNPACKED_WIDE, multilingual.MADE_FROM, weights)
    except OSError:
        return False
    return True


def is_unpacked() -> bool:
    """Whether both files are whole and made from the weights that are pinned."""
    return _is_there(UNPACKED_NEAR, encoder.MADE_FROM) and _is_there(UNPACKED_WIDE, multilingual.MADE_FROM)


def _is_there(path: Path, made_from: str) -> bool:
    return read_mapped(path, made_from) is not None
