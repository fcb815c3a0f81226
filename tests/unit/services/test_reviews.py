"""A conversation is read again by somebody else, who knows nothing; what was missed is counted and told to the supervisors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.safety.tiers import Tier
from bot.services.add_note import add_note
from bot.services.count import Measure
from bot.services.count_ending import count_endings
from bot.services.errors import NotAllowedError
from bot.services.forget import forget
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.records_counselling import NoteKind
from bot.services.reviews import AlreadyRatedError, OwnReviewError, UnknownReviewError, rate, read_again, reviews_for
from bot.services.set_tier import set_tier
from bot.services.step_in import step_in
from tests.unit.services.counts import counts
from tests.world import World


def supervisor(world: World, name: str) -> Counsellor:
    return replace(world.counsellor(name), role=Role.SUPERVISOR)


@pytest.fixture
def robin(world: World) -> Counsellor:
    return supervisor(world, "Robin")


@pytest.fixture
def drawn(world: World) -> Conversation:
    """A conversation in which T1 was found, and which is over."""
    talk = world.start()
    world.hear(talk, "T1 please")
    world.clock.pass_by(hours=7)
    count_endings(world.deps)
    return talk


def test_what_was_drawn_is_listed_without_what_was_found(world: World, drawn: Conversation, robin: Counsellor) -> None:
    (listed,) = reviews_for(world.deps, robin)
    assert (listed.conversation_id, listed.language, listed.messages) == (drawn.id, "en", 2)
    assert {"tier", "why", "found"}.isdisjoint(listed.__slots__)


def test_whoever_reads_it_is_logged(world: World, drawn: Conversation, robin: Counsellor) -> None:
    assert len(read_again(world.deps, drawn.id, robin)) == 2
    rate(world.deps, drawn.id, robin, Tier.T1)
    with world.store.read() as tx:
        lines = tx.audit_lines()
    assert [(one.by, one.action, one.conversation_id, one.about) for one in lines[-2:]] == [
        (robin.id, "read", drawn.id, "review"),
        (robin.id, "review", drawn.id, "T1"),
    ]


def test_a_rating_is_kept_counted_and_off_the_list(world: World, drawn: Conversation, robin: Counsellor) -> None:
    rated = rate(world.deps, drawn.id, robin, Tier.T2)
    assert (rated.rated_by, rated.rated_tier, rated.missed) == (robin.id, Tier.T2, False)
    assert counts(world, Measure.REVIEW) == {"T1:T2": 1}
    assert reviews_for(world.deps, robin) == ()
    with world.store.read() as tx:
        assert tx.incidents() == []


def test_what_was_missed_is_an_incident(world: World, drawn: Conversation, robin: Counsellor) -> None:
    assert rate(world.deps, drawn.id, robin, Tier.T0).missed
    with world.store.read() as tx:
        assert [(one.kind, one.conversation_id, one.counsellor_id) for one in tx.incidents()] == [("missed_risk", drawn.id, None)]


def test_it_is_rated_once(world: World, drawn: Conversation, robin: Counsellor) -> None:
    rate(world.deps, drawn.id, robin, Tier.T1)
    for act in (lambda: rate(world.deps, drawn.id, robin, Tier.T0), lambda: read_again(world.deps, drawn.id, robin)):
        with pytest.raises(AlreadyRatedError):
            act()
    assert counts(world, Measure.REVIEW) == {"T1:T1": 1}


def test_what_was_not_drawn_cannot_be_read_this_way(world: World, robin: Counsellor) -> None:
    talk = world.start()
    with pytest.raises(UnknownReviewError):
        read_again(world.deps, talk.id, robin)


def test_a_counsellor_may_neither_read_nor_rate(world: World, drawn: Conversation) -> None:
    sam = world.counsellor("Sam")
    for act in (
        lambda: reviews_for(world.deps, sam),
        lambda: read_again(world.deps, drawn.id, sam),
        lambda: rate(world.deps, drawn.id, sam, Tier.T0),
    ):
        with pytest.raises(NotAllowedError):
            act()


@pytest.mark.parametrize("hand", ["had it", "changed its tier", "wrote a note"])
def test_whoever_had_a_hand_in_it_does_not_judge_it(world: World, robin: Counsellor, hand: str) -> None:
    talk = world.start()
    world.hear(talk, "T1 please")
    if hand == "had it":
        step_in(world.deps, talk.id, robin)
    elif hand == "changed its tier":
        set_tier(world.deps, talk.id, robin, Tier.T0, "they said so on the telephone")
    else:
        add_note(world.deps, talk.id, robin, NoteKind.NOTE, "looked at it")
    world.clock.pass_by(hours=7)
    count_endings(world.deps)
    assert reviews_for(world.deps, robin) == ()
    with pytest.raises(OwnReviewError):
        rate(world.deps, talk.id, robin, Tier.T0)
    assert len(reviews_for(world.deps, supervisor(world, "Kim"))) == 1


def test_a_conversation_that_is_deleted_takes_its_review_along_and_the_counts_stay(
    world: World, drawn: Conversation, robin: Counsellor
) -> None:
    rate(world.deps, drawn.id, robin, Tier.T0)
    forget(world.deps, drawn.id)
    with pytest.raises(UnknownReviewError):
        read_again(world.deps, drawn.id, robin)
    assert counts(world, Measure.REVIEW) == {"T1:T0": 1}
