"""The plan of faults is the same for the same seed, and leaves nothing out."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from bench.faults.plan import LASTS, PAUSE, Fault, Kind, draw

SEEDS = st.integers(0, 2**32 - 1)
KINDS = st.sets(st.sampled_from(Kind), min_size=1)
PROCESSES = ("brain a", "web a", "web b")


def plan(seed: int, kinds: set[Kind], many: int) -> list[Fault]:
    named = {Kind.KILL, Kind.FREEZE, Kind.CLOCK, Kind.LINE, Kind.CABLE}
    return list(islice(draw(seed, {kind: PROCESSES if kind in named else () for kind in kinds}), many))


@given(SEEDS, KINDS)
def test_the_same_seed_draws_the_same_plan(seed: int, kinds: set[Kind]) -> None:
    assert plan(seed, kinds, 30) == plan(seed, kinds, 30)


@given(SEEDS, KINDS, st.integers(1, 4))
def test_every_kind_comes_once_in_each_round(seed: int, kinds: set[Kind], rounds: int) -> None:
    drawn = [fault.kind for fault in plan(seed, kinds, rounds * len(kinds))]
    for start in range(0, len(drawn), len(kinds)):
        assert sorted(drawn[start : start + len(kinds)]) == sorted(kinds)


@given(SEEDS)
def test_times_and_targets_are_within_what_is_said(seed: int) -> None:
    for fault in plan(seed, set(Kind), 40):
        assert PAUSE[0] <= fault.after <= PAUSE[1]
        assert LASTS[fault.kind][0] <= fault.lasts <= LASTS[fault.kind][1]
        assert (fault.target in PROCESSES) == (fault.kind in {Kind.KILL, Kind.FREEZE, Kind.CLOCK, Kind.LINE, Kind.CABLE})
        assert bool(fault.skew) == (fault.kind is Kind.CLOCK)


def test_another_seed_draws_another_plan() -> None:
    assert plan(1, set(Kind), 20) != plan(2, set(Kind), 20)
