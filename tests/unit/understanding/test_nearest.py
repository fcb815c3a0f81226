"""The nearest example of a situation: the plainest reason for a reading."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.understanding.nearest import Nearest

CHANCE = np.random.default_rng(3)
VECTORS = CHANCE.normal(size=(40, 16)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
TEXTS = [f"text {n}" for n in range(40)]
CARRIED = [("A01",) if n % 2 else ("B01", "A01") if n % 3 else () for n in range(40)]
NEAREST = Nearest.of(TEXTS, VECTORS, CARRIED)


@pytest.mark.parametrize("row", range(40))
def test_an_example_is_nearest_to_itself(row: int) -> None:
    for situation in CARRIED[row]:
        assert NEAREST.to(VECTORS[row], situation) == TEXTS[row]


def test_only_examples_of_the_situation_are_asked() -> None:
    row = next(n for n, carried in enumerate(CARRIED) if not carried)
    assert NEAREST.to(VECTORS[row], "B01") in {TEXTS[n] for n, carried in enumerate(CARRIED) if "B01" in carried}


def test_a_situation_without_examples_has_no_nearest() -> None:
    assert NEAREST.to(VECTORS[0], "H02") == ""


def test_the_vectors_are_kept_in_a_byte_a_number() -> None:
    assert NEAREST.vectors.dtype == np.int8
    assert NEAREST.vectors.shape == VECTORS.shape


def test_a_number_a_hair_beyond_one_does_not_turn_over() -> None:
    row = np.array([[1.01, -1.01]], dtype=np.float32)
    assert Nearest.of(["text"], row, [("A01",)]).vectors.tolist() == [[127, -127]]


def test_it_is_the_same_after_a_store() -> None:
    again = Nearest.from_json(json.loads(json.dumps(NEAREST.as_json())), NEAREST.vectors)
    assert [again.to(vector, "A01") for vector in VECTORS] == [NEAREST.to(vector, "A01") for vector in VECTORS]
