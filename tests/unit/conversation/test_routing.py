"""Whom a counsellor is given: the first that they may have, and nobody is left because of a rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.queue_order import in_order
from bot.conversation.routing import REST_FIRST, Colleague, Refusal, is_offered, may_accept_offered, next_for, rings_first_for
from bot.safety.tiers import Tier

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
SAM = Colleague("sam", "Sam", here=True, paused_at=None, pause_kind=None, languages=(), capacity=3, has=0, hard=0)
ALEX = replace(SAM, id="alex", name="Alex")
AWAY = replace(ALEX, here=False)


@dataclass(frozen=True)
class Someone:
    """One who waits."""

    id: str
    tier: Tier = Tier.T2
    waiting_since: datetime | None = NOON
    language: str = "en"
    wants: tuple[str, ...] = ()
    offered_to: str | None = None
    offered_until: datetime | None = None
    practice_for: str | None = None
    practice: bool = False


def given_to(me: Colleague, *waiting: Someone, others: tuple[Colleague, ...] = ()) -> Someone | Refusal | None:
    return next_for(me, in_order(waiting), [me, *others], NOON)


def test_the_first_in_order_is_next() -> None:
    calm, danger = Someone("calm"), Someone("danger", Tier.T0)
    assert given_to(SAM, calm, danger) == danger
    assert given_to(SAM) is None


def test_who_is_paused_is_given_nothing() -> None:
    assert given_to(replace(SAM, paused_at=NOON), Someone("one", Tier.T0)) is Refusal.PAUSED


def test_full_hands_take_one_more_only_for_danger_now() -> None:
    full = replace(SAM, has=3)
    assert given_to(full, Someone("one", Tier.T1)) is Refusal.FULL
    assert given_to(full, Someone("one", Tier.T1), danger := Someone("two", Tier.T0)) == danger
    assert given_to(replace(SAM, has=4), Someone("one", Tier.T0)) is Refusal.FULL
    assert given_to(full) is None


def test_a_language_is_left_to_those_who_speak_it() -> None:
    spanish, english = Someone("a", language="es"), Someone("b", waiting_since=LATER)
    reads_english, reads_spanish = replace(SAM, languages=("en",)), replace(ALEX, languages=("es", "en"))
    assert given_to(reads_english, spanish, english, others=(reads_spanish,)) == english
    assert given_to(reads_spanish, spanish, english, others=(reads_english,)) == spanish


def test_a_language_that_nobody_here_speaks_fits_everybody() -> None:
    spanish = Someone("a", language="es")
    reads_english = replace(SAM, languages=("en",))
    assert given_to(reads_english, spanish, others=(replace(AWAY, languages=("es",)),)) == spanish


def test_danger_does_not_wait_for_somebody_whose_hands_are_full() -> None:
    reads_english, busy = replace(SAM, languages=("en",)), replace(ALEX, languages=("es",), has=4)
    assert given_to(reads_english, danger := Someone("a", Tier.T0, language="es"), others=(busy,)) == danger
    assert given_to(reads_english, Someone("a", Tier.T2, language="es"), others=(busy,)) is None


def test_danger_waits_a_minute_for_its_language_and_no_longer() -> None:
    reads_english, reads_spanish = replace(SAM, languages=("en",)), replace(ALEX, languages=("es",))
    danger = Someone("a", Tier.T0, language="es")
    assert given_to(reads_english, danger, others=(reads_spanish,)) is None
    waited = replace(danger, waiting_since=NOON - timedelta(seconds=60))
    assert given_to(reads_english, waited, others=(reads_spanish,)) == waited
    assert given_to(reads_english, replace(waited, tier=Tier.T2), others=(reads_spanish,)) is None


def test_what_was_passed_to_a_colleague_is_nobody_elses_for_a_moment() -> None:
    passed_on = Someone("a", offered_to="alex", offered_until=LATER)
    assert given_to(SAM, passed_on, others=(ALEX,)) is None
    assert given_to(ALEX, passed_on, others=(SAM,)) == passed_on
    assert may_accept_offered(ALEX, passed_on, NOON)
    assert not may_accept_offered(SAM, passed_on, NOON)


def test_after_that_moment_it_is_for_everybody_and_before_its_equals() -> None:
    passed_on = Someone("a", offered_to="alex", offered_until=NOON, waiting_since=LATER)
    assert not is_offered(passed_on, NOON)
    assert given_to(SAM, Someone("b"), passed_on, others=(ALEX,)) == passed_on


def test_full_or_paused_nobody_begins_with_what_was_passed_to_them() -> None:
    passed_on = Someone("a", offered_to="sam", offered_until=LATER)
    assert not may_accept_offered(replace(SAM, has=3), passed_on, NOON)
    assert not may_accept_offered(replace(SAM, paused_at=NOON), passed_on, NOON)


@pytest.mark.parametrize("hard", range(REST_FIRST + 2))
def test_a_break_is_due_after_three_hard_ones_and_comes_first_after_five(hard: int) -> None:
    me = replace(SAM, hard=hard)
    assert me.break_due == (hard >= 3)
    assert (given_to(me, Someone("a", Tier.T1), others=(ALEX,)) is Refusal.REST_FIRST) == (hard >= 5)


def test_whoever_must_rest_is_still_given_danger_that_nobody_else_can_take() -> None:
    tired, danger = replace(SAM, hard=5), Someone("a", Tier.T0)
    assert given_to(tired, danger, others=(ALEX,)) is Refusal.REST_FIRST
    assert given_to(tired, danger, others=(AWAY,)) == danger
    assert given_to(tired, danger, others=(replace(ALEX, hard=5),)) == danger
    assert given_to(tired, danger, others=(replace(ALEX, has=4),)) == danger
    assert given_to(tired, replace(danger, practice=True), others=(AWAY,)) is Refusal.REST_FIRST
    assert given_to(tired, replace(danger, tier=Tier.T1), others=(AWAY,)) is Refusal.REST_FIRST


people = st.builds(
    Someone,
    id=st.uuids().map(str),
    tier=st.sampled_from(Tier),
    waiting_since=st.integers(0, 9).map(lambda minutes: NOON - timedelta(minutes=minutes)),
    language=st.sampled_from(["en", "es", "cy"]),
    wants=st.lists(st.sampled_from(["suicide", "under_13"]), unique=True).map(tuple),
    offered_to=st.none() | st.sampled_from(["a", "b", "gone"]),
    offered_until=st.none() | st.sampled_from([NOON, LATER]),
)
staff = st.tuples(
    *(
        st.builds(
            Colleague,
            id=st.just(name),
            name=st.just(name),
            here=st.booleans(),
            paused_at=st.none(),
            pause_kind=st.none(),
            languages=st.lists(st.sampled_from(["en", "es"]), unique=True).map(tuple),
            skills=st.lists(st.sampled_from(["suicide", "under_13"]), unique=True).map(tuple),
            capacity=st.integers(1, 3),
            has=st.integers(0, 4),
            hard=st.integers(0, 6),
        )
        for name in ("a", "b", "c")
    )
)


@given(st.lists(people, max_size=6), staff)
def test_danger_now_is_next_for_somebody_who_has_a_hand_free(waiting: list[Someone], everybody: tuple[Colleague, ...]) -> None:
    """Language, rest and order together never leave a T0 that is not kept for a colleague to nobody."""
    here = [replace(one, here=True) for one in everybody]
    danger = [one for one in waiting if one.tier is Tier.T0 and not is_offered(one, NOON)]
    if danger and any(one.has_room(Tier.T0) for one in here):
        found = [next_for(one, in_order(waiting), here, NOON) for one in here]
        assert any(isinstance(one, Someone) and one.tier is Tier.T0 for one in found)


@given(st.lists(people, max_size=6), staff)
def test_nobody_is_given_what_is_kept_for_another(waiting: list[Someone], everybody: tuple[Colleague, ...]) -> None:
    for me in everybody:
        found = next_for(me, in_order(waiting), everybody, NOON)
        if isinstance(found, Someone):
            assert not is_offered(found, NOON) or found.offered_to == me.id
            assert me.has_room(found.tier)


KNOWS = replace(ALEX, skills=("under_13",))
YOUNG = Someone("a", wants=("under_13",))


def test_among_equals_one_is_left_for_a_moment_to_whoever_knows_what_it_wants() -> None:
    other = Someone("b", waiting_since=NOON + timedelta(seconds=1))
    assert given_to(SAM, YOUNG, other, others=(KNOWS,)) == other
    assert given_to(KNOWS, YOUNG, other, others=(SAM,)) == YOUNG
    both_know = replace(SAM, skills=("under_13",))
    assert given_to(both_know, YOUNG, other, others=(KNOWS,)) == YOUNG


def test_nobody_waits_for_a_skill() -> None:
    assert given_to(SAM, YOUNG, others=(KNOWS,)) == YOUNG  # nobody else to take instead
    assert given_to(SAM, YOUNG, Someone("b", Tier.T3), others=(KNOWS,)) == YOUNG  # only somebody less urgent
    assert given_to(SAM, YOUNG, replace(YOUNG, id="b"), others=(KNOWS,)) == YOUNG  # the other wants it, too
    waited = replace(YOUNG, waiting_since=NOON - timedelta(seconds=30))
    assert given_to(SAM, waited, Someone("b"), others=(KNOWS,)) == waited


def test_danger_now_goes_to_whoever_is_free() -> None:
    danger = replace(YOUNG, tier=Tier.T0)
    assert given_to(SAM, danger, Someone("b", Tier.T0), others=(KNOWS,)) == danger


@pytest.mark.parametrize("colleague", [replace(KNOWS, here=False), replace(KNOWS, has=3), replace(KNOWS, hard=REST_FIRST)])
def test_it_is_left_to_nobody_who_could_not_begin(colleague: Colleague) -> None:
    assert given_to(SAM, YOUNG, Someone("b", waiting_since=LATER), others=(colleague,)) == YOUNG


def test_the_language_goes_before_the_skill() -> None:
    spanish = replace(YOUNG, language="es")
    reads_spanish, knows = replace(SAM, languages=("es",)), replace(KNOWS, languages=("en",))
    assert reads_spanish.fit(spanish) > knows.fit(spanish)
    assert given_to(reads_spanish, spanish, Someone("b", language="es", waiting_since=LATER), others=(knows,)) == spanish


def test_the_first_ring_is_for_whoever_fits_best_and_the_next_for_everybody() -> None:
    soon, staff = replace(YOUNG, tier=Tier.T1), [SAM, KNOWS]
    assert rings_first_for(soon, NOON, staff, NOON) == {"alex"}
    assert rings_first_for(soon, NOON, staff, NOON + timedelta(seconds=8)) is None
    assert rings_first_for(Someone("a", Tier.T1), NOON, staff, NOON) == {"sam", "alex"}


def test_danger_now_rings_for_everybody_at_once() -> None:
    assert rings_first_for(replace(YOUNG, tier=Tier.T0), NOON, [SAM, KNOWS], NOON) is None


def test_where_nobody_who_fits_has_a_hand_free_it_rings_for_everybody_at_once() -> None:
    soon = replace(YOUNG, tier=Tier.T1, language="es")
    busy, other = replace(KNOWS, has=3), replace(SAM, languages=("en",))
    assert rings_first_for(soon, NOON, [other, busy], NOON) is None
    assert rings_first_for(soon, NOON, [SAM, busy], NOON) == {"sam", "alex"}  # who fits better hears it, full or not


@given(st.lists(people, max_size=6), staff)
def test_skills_change_neither_whether_anybody_is_given_one_nor_how_urgent_it_is(
    waiting: list[Someone], everybody: tuple[Colleague, ...]
) -> None:
    """Against the same queue in which nobody wants anything."""
    plain = [replace(one, wants=()) for one in waiting]
    for me in everybody:
        found = next_for(me, in_order(waiting), everybody, NOON)
        expected = next_for(me, in_order(plain), everybody, NOON)
        if isinstance(found, Someone) and isinstance(expected, Someone):
            assert found.tier is expected.tier
            assert found.tier is not Tier.T0 or found.id == expected.id
        else:
            assert found == expected


@given(people, st.sampled_from([Tier.T0, Tier.T1]), staff)
def test_the_first_ring_reaches_everybody_or_somebody_who_could_begin(
    one: Someone, tier: Tier, everybody: tuple[Colleague, ...]
) -> None:
    urgent = replace(one, tier=tier)
    first = rings_first_for(urgent, NOON, everybody, NOON)
    assert first is None or any(colleague.id in first and colleague.could_have(urgent) for colleague in everybody)


def test_no_more_than_ten_are_passed_by_for_one_that_wants_nothing() -> None:
    young = [replace(YOUNG, id=f"a{number:02}") for number in range(10)]
    other = Someone("b", waiting_since=LATER)
    assert given_to(SAM, *young[:9], other, others=(KNOWS,)) == other
    assert given_to(SAM, *young, other, others=(KNOWS,)) == young[0]
