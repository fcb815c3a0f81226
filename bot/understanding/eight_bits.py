"""Matrices in eight bits a number: a quarter of the memory, and on most processors half of the time."""

from __future__ import annotations

from collections.abc import Mapping
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
