"""The processor is known by what it can do, not by its number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from bot.processor import matrix_kernels

AVX512 = "avx512f avx512bw avx512cd avx512dq avx512vl"


@pytest.mark.parametrize(
    ("flags", "kernels"),
    [
        (f"fpu sse2 avx2 fma {AVX512} amx_int8", "SkylakeX"),
        ("fpu sse2 avx2 fma avx512f avx512cd", "Haswell"),  # the first AVX-512 lacked most of it
        ("fpu sse2 fma avx2", "Haswell"),
        ("fpu sse2 avx", None),
        ("", None),
    ],
)
def test_the_best_kernels_that_it_can_run(tmp_path: Path, flags: str, kernels: str | None) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(f"processor\t: 0\nmodel\t\t: 207\nflags\t\t: {flags}\nbugs\t\t: avx2 fma\n\nprocessor\t: 1\n")
    assert matrix_kernels(told) == kernels


def test_another_make_of_processor_and_a_system_without_the_file_are_left_alone(tmp_path: Path) -> None:
    told = tmp_path / "cpuinfo"
    assert matrix_kernels(told) is None
    told.write_text("processor\t: 0\nFeatures\t: fp asimd\n")
    assert matrix_kernels(told) is None


def test_numpy_computes_with_them() -> None:
    kernels = matrix_kernels()
    used = {pool["architecture"] for pool in threadpool_info() if pool["internal_api"] == "openblas"}
    assert np.eye(2).sum() == 2
    assert kernels is None or "Prescott" not in used
