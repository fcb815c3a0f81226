"""Matrices in eight bits: near what they were, and small enough for every processor."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.understanding.eight_bits import LARGEST, in_eight_bits

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
