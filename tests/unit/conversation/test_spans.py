"""Spans are counted in buckets, and shares are told at their edges."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.spans import BOUNDS, LONGER, TARGETS, Within, bucket_of, count_within, within

SPANS = st.lists(st.floats(0, 2 * BOUNDS[-1]).map(lambda seconds: timedelta(seconds=seconds)), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("seconds", "bucket"),
    [(0, "10"), (10, "10"), (10.001, "20"), (60, "60"), (61, "90"), (86_400, "86400"), (86_401, LONGER), (-5, "10")],
)
def test_a_span_falls_into_the_first_bucket_that_holds_it(seconds: float, bucket: str) -> None:
    assert bucket_of(timedelta(seconds=seconds)) == bucket


def test_every_target_is_an_edge_so_that_who_was_in_time_can_be_counted() -> None:
    assert set(TARGETS.values()) <= set(BOUNDS)
    assert count_within({"45": 3, "60": 2, "90": 4}, 60) == 5


def test_what_is_no_edge_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="61 s is no edge"):
        count_within({}, 61)


def test_without_spans_nothing_can_be_said() -> None:
    assert within({}, 0.5) is None


def test_a_median_beyond_the_last_edge_is_told_as_longer() -> None:
    assert within({LONGER: 2, "10": 1}, 0.5) == Within(BOUNDS[-1], longer=True)


@given(SPANS, st.sampled_from([0.5, 0.9, 1.0]))
def test_at_least_the_share_lies_within_and_one_bucket_less_is_not_enough(spans: list[timedelta], share: float) -> None:
    buckets = Counter(bucket_of(span) for span in spans)
    found = within(buckets, share)
    assert found
    seconds = [span.total_seconds() for span in spans]
    if found.longer:
        assert sum(one <= BOUNDS[-1] for one in seconds) < share * len(spans)
        return
    assert sum(one <= found.seconds for one in seconds) >= share * len(spans)
    shorter = [bound for bound in BOUNDS if bound < found.seconds]
    assert not shorter or sum(one <= shorter[-1] for one in seconds) < share * len(spans)


@given(SPANS, st.sampled_from(BOUNDS))
def test_spans_within_an_edge_are_counted_as_if_they_had_been_kept(spans: list[timedelta], bound: int) -> None:
    buckets = Counter(bucket_of(span) for span in spans)
    assert count_within(buckets, bound) == sum(span.total_seconds() <= bound for span in spans)
