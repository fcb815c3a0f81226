"""Shares and counts say what they are, also where there is nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.measures import measure
from bot.evaluation.report import Counts, Share
from tests.unit.evaluation.sample import pairs

small = st.integers(0, 50)


def test_a_share_of_nothing_is_no_number() -> None:
    assert Share(0, 0).rate is None
    assert Share(3, 4).rate == 0.75
    assert Share(3, 4).interval[0] < 0.75 < Share(3, 4).interval[1]


@given(small, small, small)
def test_f1_lies_between_precision_and_recall(right: int, missed: int, wrong: int) -> None:
    counts = Counts(expected=right + missed, found=right + wrong, right=right)
    low, high = sorted((counts.precision, counts.recall))
    assert low - 1e-9 <= counts.f1 <= high + 1e-9


def test_what_was_never_expected_or_found_scores_nothing() -> None:
    assert (Counts(0, 0, 0).precision, Counts(0, 0, 0).recall, Counts(0, 0, 0).f1) == (0, 0, 0)


def test_the_weakest_come_first_and_those_nobody_expects_last() -> None:
    report = measure(pairs(("T2 A01", "T2 A01"), ("T2 B01", "T2 C01")))
    assert [id_ for id_, _ in report.situations.weakest_first()] == ["B01", "A01", "C01"]
    assert report.cases == 2
