"""Small classifiers: sound probabilities, a fixed vote, and the same after a save."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from bot.understanding.heads import Head, Heads, Layer, Met, Output, in_single

CHANCE = np.random.default_rng(7)
WEIGHTS = CHANCE.normal(size=(4, 3)).astype(np.float32)
BIAS = CHANCE.normal(size=3).astype(np.float32)

features = st.lists(st.lists(st.floats(-50, 50, width=32), min_size=4, max_size=4), min_size=1, max_size=5)


def rows(values: list[list[float]]) -> np.ndarray:
    return np.array(values, dtype=np.float32)


@given(features)
def test_of_one_of_several_labels_the_probabilities_sum_to_one(values: list[list[float]]) -> None:
    found = Head(WEIGHTS, BIAS, "one_of").probabilities(rows(values))
    assert found.shape == (len(values), 3)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-5)


@given(features)
def test_of_labels_that_may_all_be_there_each_has_its_own_probability(values: list[list[float]]) -> None:
    found = Head(WEIGHTS, BIAS, "each").probabilities(rows(values))
    first = Head(WEIGHTS[:, :1], BIAS[:1], "each").probabilities(rows(values))
    assert ((found >= 0) & (found <= 1)).all()
    np.testing.assert_allclose(found[:, :1], first, atol=1e-6)


def test_the_first_labels_alone_are_answered_as_before() -> None:
    head, full = Head(WEIGHTS, BIAS, "each"), rows([[1, -1, 0.5, 0]])
    np.testing.assert_allclose(head.first(2).probabilities(full), head.probabilities(full)[:, :2], atol=1e-6)


@pytest.mark.parametrize("output", ["one_of", "each"])
def test_sparse_features_give_the_same_as_full_ones(output: Output) -> None:
    head, full = Head(WEIGHTS, BIAS, output), rows([[0, 1, 0, 2], [0, 0, 0, 0]])
    np.testing.assert_allclose(head.probabilities(csr_matrix(full)), head.probabilities(full), atol=1e-6)


@pytest.mark.parametrize("output", ["one_of", "each"])
def test_a_stored_head_is_half_as_large_and_reads_the_same(output: Output) -> None:
    head, full = Head(WEIGHTS, BIAS, output), rows([[1, -1, 0.5, 0], [0, 0, 3, 1]])
    stored = head.arrays("name")
    again = Head.from_arrays(stored, "name", output)
    assert stored["name.weights"].nbytes * 2 == WEIGHTS.nbytes
    assert again.weights.dtype == np.float32
    np.testing.assert_allclose(again.probabilities(full), head.probabilities(full), atol=0.002)


def test_a_hidden_layer_lets_a_label_be_what_no_line_can_part() -> None:
    one_of_two = Layer(np.array([[1, -1], [-1, 1]], dtype=np.float32), np.zeros(2, dtype=np.float32))
    head = Head(np.full((2, 1), 10, dtype=np.float32), np.array([-5], dtype=np.float32), "each", one_of_two)
    told = head.probabilities(rows([[0, 0], [0, 1], [1, 0], [1, 1]]))[:, 0]
    assert (told > 0.5).tolist() == [False, True, True, False]
    again = Head.from_arrays(head.arrays("name"), "name", "each")
    np.testing.assert_allclose(
        again.probabilities(rows([[0, 1], [1, 1]])), head.probabilities(rows([[0, 1], [1, 1]])), atol=0.002
    )


def three() -> Heads:
    heads = [Head(WEIGHTS * n, BIAS, "each") for n in (1, 2, 3)]
    return Heads(*heads)


def test_three_heads_keep_their_places_in_a_store() -> None:
    again = Heads.from_arrays(three().arrays("asks"), "asks", "each")
    for name, n in (("near", 1), ("wide", 2), ("letters", 3)):
        np.testing.assert_allclose(getattr(again, name).weights, WEIGHTS * n, rtol=0.001)


def test_two_questions_share_a_store_without_a_mixup() -> None:
    stored = {**three().arrays("asks"), **three().arrays("tells")}
    assert len(stored) == 12
    with pytest.raises(KeyError):
        Heads.from_arrays(stored, "others", "each")


@pytest.mark.parametrize("share", [0.2, 0.6])
def test_each_voter_has_its_share_of_the_vote(share: float) -> None:
    sure, unsure = np.ones((1, 1), dtype=np.float32), np.zeros((1, 1), dtype=np.float32)
    assert Heads.mix(sure, sure, share) == pytest.approx(1.0)
    assert Heads.mix(sure, unsure, share) == pytest.approx(1 - share)
    assert Heads.mix(unsure, sure, share) == pytest.approx(share)


@given(features)
def test_heads_side_by_side_tell_what_each_of_them_told(values: list[list[float]]) -> None:
    whole = Head(WEIGHTS, BIAS, "each")
    parts = [Head(WEIGHTS[:, :1], BIAS[:1], "each"), Head(WEIGHTS[:, 1:], BIAS[1:], "each")]
    np.testing.assert_allclose(Head.beside(parts).probabilities(rows(values)), whole.probabilities(rows(values)), atol=1e-6)


def test_for_sparse_features_a_stored_head_stays_small_and_reads_the_same() -> None:
    head, full = Head(WEIGHTS, BIAS, "each"), rows([[0, 1, 0, 2], [0, 0, 0, 0], [3, 0, 0, 0]])
    again = Head.from_arrays(head.arrays("name"), "name", "each", sparse=True)
    assert again.weights.nbytes * 2 == WEIGHTS.nbytes
    np.testing.assert_allclose(again.probabilities(csr_matrix(full)), head.probabilities(full), atol=0.003)


def test_several_heads_may_share_what_is_met_of_sparse_features() -> None:
    head, full = Head(WEIGHTS, BIAS, "each"), rows([[0, 1, 0, 2], [0, 0, 0, 0]])
    met = Met.of(csr_matrix(full))
    assert met.columns.tolist() == [1, 3]
    for one in (head, head.first(1)):
        np.testing.assert_allclose(one.probabilities(met), one.probabilities(full), atol=1e-6)


def test_every_number_of_half_precision_becomes_the_same_in_single() -> None:
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    single = in_single(finite)
    assert single.dtype == np.float32
    np.testing.assert_array_equal(single.view(np.int32), finite.astype(np.float32).view(np.int32))


@given(features)
def test_of_several_networks_the_mean_of_what_each_answers_becomes_the_probability(values: list[list[float]]) -> None:
    lifted = Layer(WEIGHTS[:, :2] - 1, BIAS[:2])
    heads = [Head(WEIGHTS[:2], BIAS, "one_of", Layer(WEIGHTS[:, 1:], BIAS[1:])), Head(WEIGHTS[2:], -BIAS, "one_of", lifted)]
    answers = [head.hidden.features(rows(values)) @ head.weights + head.bias for head in heads if head.hidden]
    together = np.exp(np.mean(answers, axis=0) - np.mean(answers, axis=0).max(axis=1, keepdims=True))
    expected = together / together.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(Head.mean(heads).probabilities(rows(values)), expected, atol=1e-5)


def test_one_network_alone_is_its_own_mean_with_a_hidden_layer_or_without() -> None:
    plain, deep = Head(WEIGHTS, BIAS, "each"), Head(WEIGHTS[:3], BIAS, "each", Layer(WEIGHTS, BIAS))
    full = rows([[1, -1, 0.5, 0]])
    for head in (plain, deep):
        np.testing.assert_allclose(Head.mean([head]).probabilities(full), head.probabilities(full), atol=1e-6)
