"""When an alarm rings, for whom, and when it is passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.alarm import Alarm, Hearers, Step, rings_for, should_ring, steps_due
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from tests.each import each

RANG = datetime(2026, 3, 1, 12, tzinfo=UTC)
FULL_HOUSE = Hearers(counsellors=3, supervisors=1)
T0, T1 = Alarm("c_1", 1, Tier.T0, RANG), Alarm("c_1", 1, Tier.T1, RANG)
OWN = replace(T0, counsellor_id="sam")


@each([(owner, tier) for owner in Owner for tier in Tier])
def test_it_rings_exactly_where_somebody_urgent_waits(owner: Owner, tier: Tier) -> None:
    assert should_ring(owner, tier) == (owner is Owner.WAITING and tier in {Tier.T0, Tier.T1})


@each(
    [
        (T0, 59, set()),
        (T0, 60, {Step.SUPERVISORS}),
        (T0, 119, {Step.SUPERVISORS}),
        (T0, 120, {Step.SUPERVISORS, Step.DUTY, Step.MISSED}),
        (T1, 179, set()),
        (T1, 180, {Step.SUPERVISORS}),
        (T1, 299, {Step.SUPERVISORS}),
        (T1, 300, {Step.SUPERVISORS, Step.DUTY, Step.MISSED}),
        (OWN, 60, {Step.SUPERVISORS}),
        (replace(T0, supervisors_at=RANG), 120, {Step.DUTY, Step.MISSED}),
        (replace(T0, supervisors_at=RANG, duty_at=RANG, missed_at=RANG), 9000, set()),
    ],
    name=str,
)
def test_it_is_passed_on_when_its_time_has_come_and_once(alarm: Alarm, seconds: int, steps: set[Step]) -> None:
    assert steps_due(alarm, FULL_HOUSE, RANG + timedelta(seconds=seconds)) == steps


def test_where_no_counsellor_hears_it_the_supervisors_are_told_at_once() -> None:
    assert steps_due(T1, Hearers(0, 1), RANG) == {Step.SUPERVISORS}


def test_where_nobody_hears_it_the_duty_contact_is_told_at_once_and_nothing_is_missed_yet() -> None:
    assert steps_due(T1, Hearers(0, 0), RANG) == {Step.SUPERVISORS, Step.DUTY}


def test_a_chat_that_a_counsellor_has_is_not_passed_on_because_others_are_away() -> None:
    assert steps_due(OWN, Hearers(0, 1), RANG) == set()


def test_the_first_ring_can_be_for_some_of_the_counsellors_until_it_is_passed_on() -> None:
    assert rings_for(T1, "sam", supervises=False, paused=False, first={"sam"})
    assert not rings_for(T1, "alex", supervises=False, paused=False, first={"sam"})
    assert rings_for(replace(T1, supervisors_at=RANG), "robin", supervises=True, paused=False, first={"sam"})
    assert rings_for(replace(T1, duty_at=RANG), "alex", supervises=False, paused=False, first={"sam"})
    assert rings_for(OWN, "sam", supervises=False, paused=False, first={"alex"})


@given(tier=st.sampled_from([Tier.T0, Tier.T1]), seconds=st.integers(0, 10_000), counsellors=st.integers(0, 3))
def test_whoever_is_told_later_is_never_told_earlier(tier: Tier, seconds: int, counsellors: int) -> None:
    steps = steps_due(replace(T0, tier=tier), Hearers(counsellors, 1), RANG + timedelta(seconds=seconds))
    assert Step.DUTY not in steps or Step.SUPERVISORS in steps
    assert Step.MISSED not in steps or Step.DUTY in steps


def test_it_rings_for_every_counsellor_who_is_not_paused() -> None:
    assert rings_for(T0, "sam", supervises=False, paused=False)
    assert not rings_for(T0, "sam", supervises=False, paused=True)


def test_it_rings_for_supervisors_once_it_was_passed_on_paused_or_not() -> None:
    assert not rings_for(T0, "robin", supervises=True, paused=False)
    assert rings_for(replace(T0, supervisors_at=RANG), "robin", supervises=True, paused=True)


def test_what_went_past_everybody_ends_every_break() -> None:
    assert rings_for(replace(T0, supervisors_at=RANG, duty_at=RANG), "sam", supervises=False, paused=True)


def test_more_danger_in_a_chat_rings_for_the_one_who_has_it_and_later_for_supervisors() -> None:
    assert rings_for(OWN, "sam", supervises=False, paused=True)
    assert not rings_for(OWN, "alex", supervises=False, paused=False)
    assert not rings_for(OWN, "robin", supervises=True, paused=False)
    assert rings_for(replace(OWN, supervisors_at=RANG), "robin", supervises=True, paused=False)
    assert not rings_for(replace(OWN, supervisors_at=RANG, duty_at=RANG), "alex", supervises=False, paused=False)


def test_practice_rings_for_supervisors_too_who_train() -> None:
    assert rings_for(T0, "robin", supervises=True, paused=False, practice=True)
