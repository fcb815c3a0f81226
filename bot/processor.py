"""Which matrix kernels fit this processor. Standard library only: it is asked before numpy is imported."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_KERNELS: Final = (
    ("SkylakeX", frozenset({"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"})),
    ("Haswell", frozenset({"avx2", "fma"})),
)
_ENOUGH: Final = 8192  # characters, in which the first processor's flags are


def matrix_kernels(cpuinfo: Path = Path("/proc/cpuinfo")) -> str | None:
    """OpenBLAS's name for the best kernels that this processor can run; None where it says nothing that we know.

    numpy 1.23 brings an OpenBLAS that knows Intel's processors by their numbers. On one that is newer than itself it computes
    as on one of 2004 (OpenMathLib/OpenBLAS#4267): a message then takes a third longer or more, and training half as long again.
    """
    try:
        with cpuinfo.open(encoding="utf-8", errors="replace") as told:
            lines = told.read(_ENOUGH).splitlines()
    except OSError:
        return None
    flags = next((frozenset(line.partition(":")[2].split()) for line in lines if line.startswith("flags")), frozenset())
    return next((name for name, needed in _KERNELS if needed <= flags), None)
