"""The nearest examples: what they say together, and the nearest one as the plainest reason for a reading."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.understanding.neighbours import AXES, HEARD, LEFT, Neighbours

CHANCE = np.random.default_rng(3)
VECTORS = CHANCE.normal(size=(90, 16)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
TEXTS = [f"text {n}" for n in range(90)]
CARRIED = [("A01",) if n % 2 else ("B01", "A01") if n % 3 else () for n in range(90)]
NEIGHBOURS = Neighbours.of(TEXTS, VECTORS, CARRIED)
PLACES = NEIGHBOURS.place(VECTORS)


@pytest.mark.parametrize("row", range(40))
def test_an_example_is_nearest_to_itself(row: int) -> None:
    for situation in CARRIED[row]:
        assert NEIGHBOURS.to(PLACES[row], situation) == TEXTS[row]


def test_only_examples_of_the_situation_are_asked() -> None:
    row = next(n for n, carried in enumerate(CARRIED) if not carried)
    assert NEIGHBOURS.to(PLACES[row], "B01") in {TEXTS[n] for n, carried in enumerate(CARRIED) if "B01" in carried}


def test_a_situation_without_examples_has_no_nearest_and_no_voice() -> None:
    assert NEIGHBOURS.to(PLACES[0], "H02") == ""
    assert not NEIGHBOURS.vote(PLACES, ["H02"]).any()


def test_the_vote_is_a_share_for_each_situation() -> None:
    voted = NEIGHBOURS.vote(PLACES, ["A01", "B01"])
    assert voted.shape == (90, 2)
    assert ((voted >= 0) & (voted <= 1 + 1e-6)).all()


def test_the_nearest_examples_are_heard_and_the_nearer_the_louder() -> None:
    alike = np.repeat(np.eye(2, 16, dtype=np.float32), [HEARD, HEARD], axis=0) + CHANCE.normal(0, 0.01, (2 * HEARD, 16)).astype(
        "f4"
    )
    two = Neighbours.of(TEXTS[: 2 * HEARD], alike, [("A01",)] * HEARD + [("B01",)] * HEARD)
    first, between = np.eye(1, 16, dtype=np.float32), np.array([[3.0, 2.0, *[0.0] * 14]], dtype=np.float32)
    assert two.vote(two.place(first), ["A01", "B01"])[0].tolist() == pytest.approx([1, 0])
    mine, other = two.vote(two.place(between), ["A01", "B01"])[0]
    assert mine > other


def test_fewer_examples_than_are_heard_vote_all_and_none_says_nothing() -> None:
    one = Neighbours.of(["text"], VECTORS[:1], [("A01",)])
    assert one.vote(one.place(VECTORS[:3]), ["A01"])[:, 0].tolist() == pytest.approx([1] * 3)
    none = Neighbours.of([], VECTORS[:0], [])
    assert none.vote(none.place(VECTORS[:3]), ["A01"]).tolist() == [[0]] * 3


def test_what_has_no_direction_has_a_place_too() -> None:
    assert not NEIGHBOURS.place(np.zeros((1, 16), dtype=np.float32)).any()


def test_places_are_kept_in_a_byte_a_number_and_on_the_axes_that_tell_most() -> None:
    assert NEIGHBOURS.places.dtype == np.int8
    many = Neighbours.of(["text"] * 300, CHANCE.normal(size=(300, AXES + 9)).astype(np.float32), [()] * 300)
    assert many.places.shape == (300, AXES)


def test_it_is_the_same_after_a_store() -> None:
    again = Neighbours.from_arrays(json.loads(json.dumps(NEIGHBOURS.as_json())), NEIGHBOURS.arrays("name"), "name")
    assert [again.to(place, "A01") for place in PLACES] == [NEIGHBOURS.to(place, "A01") for place in PLACES]
    np.testing.assert_array_equal(again.vote(PLACES, ["B01", "A01"]), NEIGHBOURS.vote(PLACES, ["B01", "A01"]))


def test_a_first_look_at_many_examples_loses_hardly_a_voice() -> None:
    told = 8 * LEFT
    middles = CHANCE.normal(size=(40, 120))
    vectors = (middles[CHANCE.integers(0, 40, told)] + CHANCE.normal(0, 0.7, (told, 120))).astype(np.float32)
    kinds = [f"X{n:02}" for n in range(20)]
    many = Neighbours.of(["text"] * told, vectors, [(kinds[n % 20],) for n in range(told)])
    places = many.place(vectors[:60] + CHANCE.normal(0, 0.3, (60, 120)).astype(np.float32))
    likeness = places @ many.places.T.astype(np.float32) / 127
    for row, voted in enumerate(many.vote(places, kinds)):
        best = np.argsort(-likeness[row])[:HEARD]
        voice = np.exp((likeness[row][best] - likeness[row].max()) / 0.05)
        exact = np.bincount(best % 20, voice / voice.sum(), minlength=20)
        assert np.abs(voted - exact).max() < 0.05


@pytest.mark.parametrize("likeness", [0.0, 1.0])
def test_many_examples_that_are_all_alike_are_no_trouble(likeness: float) -> None:
    same = Neighbours.of(["text"] * 2000, np.full((2000, 16), likeness, dtype=np.float32), [("A01",)] * 2000)
    assert same.vote(same.place(VECTORS[:2]), ["A01"])[:, 0].tolist() == pytest.approx([1, 1])
