"""Labels that a model doubts which has not seen them: a truth that was left out is found, one that is not said too."""

from __future__ import annotations

import numpy as np

from bench.doubtful_labels import doubts, unseen
from bot.understanding.examples import Example

NAMES = ("A01", "B01")
PLACES = {("A01",): (1.0, 0.0), ("B01",): (0.0, 1.0), ("A01", "B01"): (0.7, 0.7)}


def test_a_truth_left_out_and_one_that_is_not_said_are_both_doubted() -> None:
    told = [Example(f"message {n}", carried) for n in range(60) for carried in PLACES]
    wrong = [Example("both, one left out", ("A01",)), Example("money alone, called a threat", ("A01",))]
    meant = [*(PLACES[example.situations] for example in told), PLACES["A01", "B01"], PLACES[("B01",)]]
    vectors = np.array(meant, dtype=np.float32) + np.random.default_rng(0).normal(0, 0.02, (len(meant), 2)).astype(np.float32)
    found = {
        (doubt.sign, doubt.situation, doubt.example.text)
        for doubt in doubts([*told, *wrong], unseen([*told, *wrong], vectors, NAMES), NAMES)
    }
    assert ("+", "B01", "both, one left out") in found
    assert ("-", "A01", "money alone, called a threat") in found
    assert {text for _, _, text in found} == {example.text for example in wrong}
