"""Leaves both encoders' weights on disk as they are used, so that a start need not unpack them and processes share them."""

from __future__ import annotations

from pathlib import Path

from bot.understanding import eight_bits
from bot.understanding.encoder import NEAR_AS_USED, UNPACKED_NEAR
from bot.understanding.mapped import read_mapped, write_mapped
from bot.understanding.multilingual import UNPACKED_WIDE, WIDE_AS_USED, weights_as_used
from bot.understanding.weights import MULTILINGUAL, NEAR_MATRICES, WIDE_MATRICES


def keep_unpacked() -> bool:
    """Write what is missing, damaged or other than the pinned hashes say. False where the folder cannot be written.

    Then each process unpacks for itself, as it does without these files. Raises WeightsError.
    """
    try:
        if not _is_there(UNPACKED_NEAR, NEAR_AS_USED):
            write_mapped(UNPACKED_NEAR, eight_bits.load(NEAR_MATRICES.find()))
        if not _is_there(UNPACKED_WIDE, WIDE_AS_USED):
            write_mapped(UNPACKED_WIDE, weights_as_used(MULTILINGUAL.find(), WIDE_MATRICES.find()))
    except OSError:
        return False
    return True


def is_unpacked() -> bool:
    """Whether both files are there, and are those whose hashes are pinned."""
    return _is_there(UNPACKED_NEAR, NEAR_AS_USED) and _is_there(UNPACKED_WIDE, WIDE_AS_USED)


def _is_there(path: Path, expected: str) -> bool:
    return read_mapped(path, expected) is not None
