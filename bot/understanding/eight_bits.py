"""Matrices in eight bits a number: a quarter of the memory and the disk, and on most processors half of the time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

# Not 127: processors without VNNI add two products in sixteen bits, which must not overflow (2 * 255 * 63 < 2**15). So a text
# has the same vector on all of them.
LARGEST: Final = 63

Array = npt.NDArray[Any]


def in_eight_bits(matrices: Mapping[str, npt.NDArray[np.float32]]) -> dict[str, Array]:
    """Each matrix (inputs, outputs) in whole numbers, and under its name with `.step` what one is worth in each output."""
    found: dict[str, Array] = {}
    for name, matrix in matrices.items():
        step = np.abs(matrix).max(axis=0) / np.float32(LARGEST)
        step[step == 0] = 1.0  # an output of zeros: any step will do
        found[name] = np.rint(matrix / step).astype(np.int8)
        found[f"{name}.step"] = step.astype(np.float32)
    return found


def in_full(rounded: Mapping[str, Array]) -> dict[str, npt.NDArray[np.float32]]:
    """What `in_eight_bits` gave, as numbers of 32 bits again, each at most half a step from what it was."""
    found = {name: (numbers, rounded.get(f"{name}.step")) for name, numbers in rounded.items()}
    return {name: np.multiply(numbers, step, dtype=np.float32) for name, (numbers, step) in found.items() if step is not None}


def save(path: Path, rounded: Mapping[str, Array]) -> None:
    """Write what `in_eight_bits` gave."""
    np.savez_compressed(path, **rounded)


def load(path: Path) -> dict[str, Array]:
    """Read it again; no pickle, so the file carries numbers and names, never code."""
    with np.load(path, allow_pickle=False) as stored:
        return dict(stored)
