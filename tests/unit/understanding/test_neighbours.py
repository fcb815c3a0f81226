"""The nearest examples: what they say together, and the nearest one as the plainest reason for a reading."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.understanding.cells import CELLS, PER_CELL
from bot.understanding.neighbours import AXES, HEARD, Neighbours
from bot.understanding.session import Vectors

CHANCE = np.random.default_rng(3)
VECTORS = CHANCE.normal(size=(90, 16)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
TEXTS = [f"text {n}" for n in range(90)]
CARRIED = [("A01",) if n % 2 else ("B01", "A01") if n % 3 else () for n in range(90)]
NEIGHBOURS = Neighbours.of(TEXTS, VECTORS, CARRIED)
NEAREST, LIKENESS = NEIGHBOURS.nearest(VECTORS)


def vote(neighbours: Neighbours, vectors: Vectors, situations: list[str]) -> Vectors:
    return neighbours.vote(*neighbours.nearest(vectors), situations)


@pytest.mark.parametrize("row", range(40))
def test_an_example_is_nearest_to_itself(row: int) -> None:
    for situation in CARRIED[row]:
        assert NEIGHBOURS.like(NEAREST[row], situation) == TEXTS[row]
    assert LIKENESS[row].tolist() == sorted(LIKENESS[row], reverse=True)


def test_only_examples_of_the_situation_are_asked() -> None:
    row = next(n for n, carried in enumerate(CARRIED) if not carried)
    assert NEIGHBOURS.like(NEAREST[row], "B01") in {TEXTS[n] for n, carried in enumerate(CARRIED) if "B01" in carried}


def test_where_none_of_the_nearest_carries_a_situation_there_is_no_example_for_it() -> None:
    far = Neighbours.of(TEXTS[: HEARD + 1], np.eye(HEARD + 1, dtype=np.float32), [("A01",)] * HEARD + [("B01",)])
    nearest, _ = far.nearest(np.eye(1, HEARD + 1, dtype=np.float32) - np.eye(1, HEARD + 1, HEARD, dtype=np.float32))
    assert far.like(nearest[0], "A01") == TEXTS[0]
    assert far.like(nearest[0], "B01") == ""


def test_a_situation_without_examples_has_no_nearest_and_no_voice() -> None:
    assert NEIGHBOURS.like(NEAREST[0], "H02") == ""
    assert not NEIGHBOURS.vote(NEAREST, LIKENESS, ["H02"]).any()


def test_the_vote_is_a_share_for_each_situation() -> None:
    voted = NEIGHBOURS.vote(NEAREST, LIKENESS, ["A01", "B01"])
    assert voted.shape == (90, 2)
    assert ((voted >= 0) & (voted <= 1 + 1e-6)).all()


def test_the_nearest_examples_are_heard_and_the_nearer_the_louder() -> None:
    alike = np.repeat(np.eye(2, 16, dtype=np.float32), [HEARD, HEARD], axis=0) + CHANCE.normal(0, 0.01, (2 * HEARD, 16)).astype(
        "f4"
    )
    two = Neighbours.of(TEXTS[: 2 * HEARD], alike, [("A01",)] * HEARD + [("B01",)] * HEARD)
    first, between = np.eye(1, 16, dtype=np.float32), np.array([[3.0, 2.0, *[0.0] * 14]], dtype=np.float32)
    assert vote(two, first, ["A01", "B01"])[0].tolist() == pytest.approx([1, 0])
    mine, other = vote(two, between, ["A01", "B01"])[0]
    assert mine > other


def test_fewer_examples_than_are_heard_vote_all_and_none_says_nothing() -> None:
    one = Neighbours.of(["text"], VECTORS[:1], [("A01",)])
    assert vote(one, VECTORS[:3], ["A01"])[:, 0].tolist() == pytest.approx([1] * 3)
    none = Neighbours.of([], VECTORS[:0], [])
    assert vote(none, VECTORS[:3], ["A01"]).tolist() == [[0]] * 3


def test_what_has_no_direction_is_like_nothing() -> None:
    assert not NEIGHBOURS.nearest(np.zeros((1, 16), dtype=np.float32))[1].any()


def test_places_are_kept_in_a_byte_a_number_and_on_the_axes_that_tell_most() -> None:
    assert NEIGHBOURS.places.dtype == np.int8
    many = Neighbours.of(["text"] * 300, CHANCE.normal(size=(300, AXES + 9)).astype(np.float32), [()] * 300)
    assert many.places.shape == (300, AXES)


def test_it_is_the_same_after_a_store() -> None:
    again = Neighbours.from_arrays(json.loads(json.dumps(NEIGHBOURS.as_json())), NEIGHBOURS.arrays("name"), "name")
    assert [again.like(row, "A01") for row in NEAREST] == [NEIGHBOURS.like(row, "A01") for row in NEAREST]
    np.testing.assert_array_equal(vote(again, VECTORS, ["B01", "A01"]), vote(NEIGHBOURS, VECTORS, ["B01", "A01"]))


def test_looking_into_some_cells_only_and_not_at_every_axis_loses_hardly_a_voice() -> None:
    told = 2 * CELLS * PER_CELL
    middles = CHANCE.normal(size=(400, 120))
    vectors = (middles[CHANCE.integers(0, 400, told)] + CHANCE.normal(0, 0.7, (told, 120))).astype(np.float32)
    kinds = [f"X{n:02}" for n in range(20)]
    many = Neighbours.of([f"{n}" for n in range(told)], vectors, [(kinds[n % 20],) for n in range(told)])
    asked = vectors[:60] + CHANCE.normal(0, 0.3, (60, 120)).astype(np.float32)
    nearest, likeness = many.nearest(asked)
    assert sum(cell.stop - cell.start for cell in many.cells.around((asked @ many.axes)[0])) < told / 4
    places = asked @ many.axes
    exact = (places / np.linalg.norm(places, axis=1, keepdims=True)) @ many.places.T.astype(np.float32) / 127
    best = np.argsort(-exact, axis=1)[:, :HEARD]
    missed = np.abs(many.vote(nearest, likeness, kinds) - many.vote(best, np.take_along_axis(exact, best, 1), kinds))
    assert missed.max() < 0.1
    assert missed.sum(axis=1).mean() < 0.02


@pytest.mark.parametrize("likeness", [0.0, 1.0])
def test_many_examples_that_are_all_alike_are_no_trouble(likeness: float) -> None:
    same = Neighbours.of(["text"] * 2000, np.full((2000, 16), likeness, dtype=np.float32), [("A01",)] * 2000)
    assert vote(same, VECTORS[:2], ["A01"])[:, 0].tolist() == pytest.approx([1, 1])
