"""Matrices in eight bits: near what they were, and small enough for every processor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.understanding.eight_bits import LARGEST, in_eight_bits, in_full, load, save

NUMBERS = st.floats(-1e6, 1e6, width=32, allow_subnormal=False)


@given(arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=NUMBERS))
def test_every_number_is_at_most_half_a_step_away(matrix: np.ndarray) -> None:
    found = in_eight_bits({"one": matrix})
    rounded, step = found["one"], found["one.step"]
    assert rounded.dtype == np.int8
    assert step.shape == (matrix.shape[1],)
    assert np.abs(rounded).max() <= LARGEST
    assert (np.abs(rounded * step - matrix) <= step * 0.5001).all()


def test_two_products_never_overflow_sixteen_bits() -> None:
    """What processors without VNNI add at a time: bytes up to 255, times what is here."""
    assert 2 * 255 * LARGEST < 2**15


def test_an_output_of_zeros_stays_one() -> None:
    found = in_eight_bits({"one": np.array([[0.0, 3.0], [0.0, -1.5]], dtype=np.float32)})
    assert found["one"].tolist() == [[0, LARGEST], [0, -32]]
    assert np.isfinite(found["one.step"]).all()


def test_in_full_each_is_again_what_it_was_rounded_to() -> None:
    matrix = np.array([[0.5, -3.0], [1.0, 1.5]], dtype=np.float32)
    (again,) = in_full(in_eight_bits({"one": matrix})).values()
    np.testing.assert_allclose(again, matrix, atol=3.0 / LARGEST / 2)
    np.testing.assert_array_equal(in_eight_bits({"one": again})["one"], in_eight_bits({"one": matrix})["one"])


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    rounded = in_eight_bits({"one": np.array([[0.5, -3.0]], dtype=np.float32), "two": np.ones((2, 3), dtype=np.float32)})
    save(tmp_path / "near.npz", rounded)
    again = load(tmp_path / "near.npz")
    assert list(again) == list(rounded)
    for name, array in rounded.items():
        np.testing.assert_array_equal(again[name], array, strict=True)


def test_a_file_that_holds_code_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "near.npz", one=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load(tmp_path / "near.npz")
