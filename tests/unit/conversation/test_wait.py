"""The wait that is told was true for most of those who waited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.owner import Move, Owner
from bot.conversation.wait import FEWEST, Wait, honest_wait, waits_in
from bot.services.records import OwnerChange


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


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def waited(*moves: tuple[int, Move, str] | tuple[int, Move]) -> list[float]:
    """The waits, in minutes, of one conversation whose moves came at these minutes."""
    log = [OwnerChange("c_1", NOON + timedelta(minutes=one[0]), one[1], Owner.BOT, "sam", "".join(one[2:])) for one in moves]
    return [wait.total_seconds() / 60 for _, wait in waits_in(log)]


def test_a_wait_goes_from_the_call_to_the_acceptance() -> None:
    calls = [(0, Move.CALL_PERSON), (4, Move.TAKE_OVER), (9, Move.RETURN_TO_BOT), (20, Move.CALL_PERSON), (21, Move.TAKE_OVER)]
    assert waited(*calls) == [4, 1]


def test_a_counsellor_who_said_nothing_ended_no_wait() -> None:
    left = (3, Move.PUT_BACK, "silent_unheard")
    assert waited((0, Move.CALL_PERSON), (2, Move.TAKE_OVER), left) == []
    assert waited((0, Move.CALL_PERSON), (2, Move.TAKE_OVER), left, (7, Move.TAKE_OVER)) == [7]


def test_who_is_given_back_after_words_were_said_waits_anew() -> None:
    given_back = (10, Move.PUT_BACK, "connection_lost")
    assert waited((0, Move.CALL_PERSON), (2, Move.TAKE_OVER), given_back, (13, Move.TAKE_OVER)) == [2, 3]


def test_a_supervisor_who_steps_in_ends_the_wait_of_whoever_waited_only() -> None:
    assert waited((0, Move.CALL_PERSON), (2, Move.STEP_IN)) == [2]
    assert waited((0, Move.STEP_IN), (5, Move.STEP_IN)) == []
    assert waited((0, Move.CLOSE), (4, Move.REOPEN), (5, Move.TAKE_OVER)) == [1]


@given(st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(["accepted", "silent_unheard"])), max_size=12))
def test_no_order_of_moves_gives_a_wait_that_nobody_had(moves: list[tuple[Move, str]]) -> None:
    told_waits = waited(*((minute, *move) for minute, move in enumerate(moves)))
    assert all(0 <= wait <= len(moves) for wait in told_waits)
