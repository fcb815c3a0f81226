"""Who is next."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.queue_order import in_order
from bot.safety.tiers import Tier

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    """One who waits."""

    id: str
    tier: Tier
    waiting_since: datetime | None
    offered_to: str | None = None
    practice: bool = False


crowds = st.lists(
    st.builds(
        Someone,
        st.text("abc", min_size=1, max_size=2),
        st.sampled_from(Tier),
        st.none() | st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        st.sampled_from([None, "colleague"]),
        st.booleans(),
    ),
    unique_by=lambda one: one.id,
)


@given(crowds, st.randoms())
def test_the_order_does_not_depend_on_how_they_came_in(crowd: list[Someone], chance: object) -> None:
    shuffled = sorted(crowd, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert in_order(shuffled) == in_order(crowd)


@given(crowds)
def test_nobody_stands_before_a_more_urgent_one(crowd: list[Someone]) -> None:
    order = in_order(crowd)
    real = [one for one in order if not one.practice]
    assert all(before.tier >= after.tier for before, after in itertools.pairwise(real))


@given(crowds)
def test_nobody_real_waits_behind_a_made_up_one(crowd: list[Someone]) -> None:
    made_up = [one.practice for one in in_order(crowd)]
    assert made_up == sorted(made_up)


def test_who_was_passed_on_goes_before_their_equals_and_behind_danger() -> None:
    danger = Someone("a", Tier.T0, NOON + timedelta(minutes=3))
    passed_on = Someone("b", Tier.T2, NOON + timedelta(minutes=2), offered_to="colleague")
    waited_longer = Someone("c", Tier.T2, NOON)
    assert in_order([waited_longer, passed_on, danger]) == [danger, passed_on, waited_longer]


def test_among_equals_the_longest_waiting_is_first() -> None:
    late, early = Someone("a", Tier.T1, NOON + timedelta(minutes=1)), Someone("b", Tier.T1, NOON)
    assert in_order([late, early]) == [early, late]
