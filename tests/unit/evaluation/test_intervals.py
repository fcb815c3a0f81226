"""An interval holds the share it is about, and says less the less was counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.intervals import wilson

counts = st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (9, 10, 0.5958, 0.9821), (50, 100, 0.4038, 0.5962), (3, 3, 0.4385, 1.0)]
)
def test_it_is_what_the_books_say(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-4)


@given(counts)
def test_it_holds_the_share_and_stays_within_0_and_1(counted: tuple[int, int]) -> None:
    hits, of = counted
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
    assert low < high


@given(counts)
def test_counting_more_makes_it_narrower(counted: tuple[int, int]) -> None:
    hits, of = counted
    few, many = wilson(hits, of), wilson(4 * hits, 4 * of)
    assert many[1] - many[0] < few[1] - few[0]


@given(counts)
def test_misses_mirror_hits(counted: tuple[int, int]) -> None:
    hits, of = counted
    low, high = wilson(hits, of)
    assert wilson(of - hits, of) == pytest.approx((1 - high, 1 - low))


@given(counts)
def test_more_confidence_needs_more_room(counted: tuple[int, int]) -> None:
    sure, surer = wilson(*counted, 0.9), wilson(*counted, 0.99)
    assert surer[1] - surer[0] > sure[1] - sure[0]


def test_nothing_counted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "of"), [(2, 1), (-1, 3), (0, -1)])
def test_counts_that_cannot_be_are_an_error(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        wilson(hits, of)
