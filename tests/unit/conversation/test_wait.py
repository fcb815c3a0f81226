"""The wait that is told was true for most of those who waited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.wait import FEWEST, Wait, honest_wait


def told(*minutes: float) -> tuple[int, int] | None:
    wait = honest_wait([timedelta(minutes=one) for one in minutes])
    return (wait.from_minutes, wait.to_minutes) if wait else None


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((), None),
        ((5, 5), None),
        ((0, 0, 0), (1, 2)),
        ((1, 1, 1), (1, 2)),
        ((5, 8, 14), (5, 15)),
        ((7, 8, 16), (5, 20)),
        ((2, 9, 3, 4, 100, 5, 6, 7, 8, 0.1), (2, 10)),  # one of ten is left out at each end
        ((240, 240, 240), None),
        ((10, 20, 241), None),
    ],
)
def test_the_range_is_round_and_wide_enough(minutes: tuple[float, ...], said: tuple[int, int] | None) -> None:
    assert told(*minutes) == said


@given(st.lists(st.floats(0, 239), min_size=FEWEST, max_size=60))
def test_at_least_eight_in_ten_lie_within_it(minutes: list[float]) -> None:
    wait = honest_wait([timedelta(minutes=one) for one in minutes])
    if wait is None:
        return
    assert 1 <= wait.from_minutes < wait.to_minutes
    low = 0 if wait.from_minutes == 1 else wait.from_minutes
    assert sum(low <= one <= wait.to_minutes + 1e-6 for one in minutes) >= 0.8 * len(minutes)


def test_the_order_of_the_acceptances_does_not_matter() -> None:
    assert told(14, 5, 8) == told(5, 8, 14)
    assert honest_wait([timedelta(minutes=5)] * 3) == Wait(5, 10)
