"""The emergency step: two people where there are two, and never a child who waits for a form."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import update

from bot.services.close import close
from bot.services.emergency import answer, confirm, end, open_one
from bot.services.errors import (
    BadFieldError,
    EmptyMessageError,
    NoEmergencyError,
    NotConfirmedError,
    SamePersonError,
    ServiceError,
    ShortReasonError,
    UnknownConversationError,
)
from bot.services.forget import forget
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.presence import presence
from bot.services.queue import queue
from bot.services.reading import may_read
from bot.services.records_counselling import Emergency, Outcome
from bot.services.take_over import take_over
from bot.store.schema import counsellors
from tests.world import World, open_world

WHY = "They say it is happening right now."
DONE = "Called the emergency number at once."


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam")


@pytest.fixture
def alex(world: World) -> Counsellor:
    return world.counsellor("Alex")


@pytest.fixture
def talk(world: World, sam: Counsellor) -> Conversation:
    """A conversation that Sam has."""
    found = world.start()
    world.hear(found, "T1 now")
    return take_over(world.deps, found.id, sam)


def _stored(world: World, talk: Conversation) -> list[Emergency]:
    with world.store.read() as tx:
        return list(tx.emergencies(talk.id))


def test_every_console_sees_that_a_second_person_is_wanted(world: World, talk: Conversation, sam: Counsellor) -> None:
    rung: list[str] = []
    world.doorbell.subscribe("queue", lambda conversation_id, _: rung.append(conversation_id))
    open_one(world.deps, talk.id, sam, WHY)
    (wanted,) = queue(world.deps).second_wanted
    assert (wanted.label, wanted.opened_by_name) == (talk.label, "Sam")
    assert (wanted.emergency.conversation_id, wanted.emergency.number, wanted.emergency.opened_by) == (talk.id, 1, sam.id)
    assert rung == [talk.id]


def test_a_second_person_confirms_and_nobody_is_asked_any_more(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    confirmed = confirm(world.deps, talk.id, alex)
    assert (confirmed.confirmed_by, confirmed.confirmed_at, confirmed.alone) == (alex.id, world.clock(), False)
    assert queue(world.deps).second_wanted == ()
    assert confirm(world.deps, talk.id, sam) == confirmed  # a retry changes nothing


def test_who_opened_it_cannot_confirm_it_at_once_even_when_nobody_is_here(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    with pytest.raises(SamePersonError):
        confirm(world.deps, talk.id, sam)


def test_where_nobody_else_is_here_it_goes_on_alone_after_a_minute_and_is_marked_so(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    presence(world.deps, sam.id)
    open_one(world.deps, talk.id, sam, WHY)
    world.clock.pass_by(seconds=59)
    with pytest.raises(SamePersonError):
        confirm(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=1)
    assert confirm(world.deps, talk.id, sam).alone
    with world.store.read() as tx:
        assert tx.audit_lines(limit=1000)[-1].about == "alone"
        assert [(one.kind, one.conversation_id) for one in tx.incidents()] == [("emergency_alone", talk.id)]


def test_where_a_colleague_is_here_they_have_three_minutes(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    for seconds in (60, 60, 59):
        world.clock.pass_by(seconds=seconds)
        presence(world.deps, alex.id)
        with pytest.raises(SamePersonError):
            confirm(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=1)
    assert confirm(world.deps, talk.id, sam).alone


@pytest.mark.parametrize("column", ["paused_at", "disabled_at"])
def test_a_colleague_who_is_paused_or_disabled_is_not_here(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor, column: str
) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    world.clock.pass_by(seconds=60)
    presence(world.deps, alex.id)
    with world.engine.begin() as connection:
        connection.execute(update(counsellors).where(counsellors.c.id == alex.id).values({column: world.clock()}))
    assert confirm(world.deps, talk.id, sam).alone


def test_it_ends_with_an_outcome_and_what_was_done(world: World, talk: Conversation, sam: Counsellor, alex: Counsellor) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    confirm(world.deps, talk.id, alex)
    end(world.deps, talk.id, sam, Outcome.CALLED, DONE)
    (one,) = _stored(world, talk)
    assert (one.reason, one.ended_by, one.outcome, one.done) == (WHY, sam.id, Outcome.CALLED, DONE)
    actions = [action for by, action, about in world.audited() if about == talk.id]
    assert actions[-3:] == ["emergency", "emergency_confirmed", "emergency_ended"]
    with pytest.raises(NoEmergencyError):
        end(world.deps, talk.id, sam, Outcome.CALLED, DONE)


@pytest.mark.parametrize("outcome", [Outcome.CALLED, Outcome.PASSED_ON])
def test_nobody_says_that_somebody_was_called_before_it_is_confirmed(
    world: World, talk: Conversation, sam: Counsellor, outcome: Outcome
) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    with pytest.raises(NotConfirmedError):
        end(world.deps, talk.id, sam, outcome, DONE)


def test_what_turned_out_not_to_be_needed_ends_without_a_second_person(world: World, talk: Conversation, sam: Counsellor) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    assert end(world.deps, talk.id, sam, Outcome.NOT_NEEDED, "They meant a game.").outcome is Outcome.NOT_NEEDED


def test_a_second_one_opens_only_when_the_first_has_ended(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    first = open_one(world.deps, talk.id, sam, WHY)
    assert open_one(world.deps, talk.id, alex, "Another reason for it.") == first
    end(world.deps, talk.id, sam, Outcome.NOT_NEEDED, "Not needed.")
    assert open_one(world.deps, talk.id, alex, "Another reason for it.").number == 2
    assert [one.number for one in _stored(world, talk)] == [1, 2]


def test_it_needs_words(world: World, talk: Conversation, sam: Counsellor) -> None:
    with pytest.raises(ShortReasonError):
        open_one(world.deps, talk.id, sam, "danger")
    open_one(world.deps, talk.id, sam, WHY)
    with pytest.raises(EmptyMessageError):
        end(world.deps, talk.id, sam, Outcome.NOT_NEEDED, "  ")
    with pytest.raises(UnknownConversationError):
        open_one(world.deps, "c_nothing_here", sam, WHY)


def test_the_checklist_is_filled_in_as_it_is_known_and_nothing_else_is_kept(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    with pytest.raises(NoEmergencyError):
        answer(world.deps, talk.id, sam, {"where": "At home, they said."})
    open_one(world.deps, talk.id, sam, WHY)
    answer(world.deps, talk.id, sam, {"where": "At home, they said.", "told_first": True})
    answer(world.deps, talk.id, sam, {"told_first": False, "ground": "life"})
    assert _stored(world, talk)[0].answers == {"where": "At home, they said.", "told_first": False, "ground": "life"}
    for wrong in ({"name": "x"}, {"ground": "boredom"}, {"told_first": "yes"}, {"where": "x" * 3000}):
        with pytest.raises(BadFieldError):
            answer(world.deps, talk.id, sam, wrong)


def test_whoever_is_asked_may_read_it_until_it_has_ended(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    kim = world.counsellor("Kim")
    assert not may_read(alex, talk, None)
    opened = open_one(world.deps, talk.id, sam, WHY)
    assert may_read(alex, talk, opened)
    confirmed = confirm(world.deps, talk.id, alex)
    assert (may_read(alex, talk, confirmed), may_read(kim, talk, confirmed)) == (True, False)
    ended = end(world.deps, talk.id, sam, Outcome.CALLED, DONE)
    assert not may_read(alex, talk, ended)


def test_it_goes_on_when_the_chat_is_closed(world: World, talk: Conversation, sam: Counsellor, alex: Counsellor) -> None:
    open_one(world.deps, talk.id, sam, WHY)
    closed = close(world.deps, talk.id, sam)
    assert may_read(sam, closed, _stored(world, talk)[0])
    confirm(world.deps, talk.id, world.counsellor("Robin", Role.SUPERVISOR))
    assert end(world.deps, talk.id, alex, Outcome.PASSED_ON, "Told the lead.").outcome is Outcome.PASSED_ON


def test_why_and_what_was_done_is_not_readable_in_the_database_and_goes_with_the_conversation(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    open_one(world.deps, talk.id, sam, "Because of the harbour.")
    answer(world.deps, talk.id, sam, {"where": "By the harbour."})
    assert b"harbour" not in b"".join(file.read_bytes() for file in world.folder.iterdir())
    forget(world.deps, talk.id)
    assert queue(world.deps).emergencies == ()


class EmergencyHistory(RuleBasedStateMachine):
    """Whatever two people do in whatever order: one is open at most, and nobody outside was told without a second look or its time."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.world = open_world(Path(self._folder.name))
        self.talk = self.world.start()
        self.staff = [self.world.counsellor("Sam"), self.world.counsellor("Alex")]

    def teardown(self) -> None:
        self.world.engine.dispose()
        self._folder.cleanup()

    @rule(who=st.integers(0, 1), done=st.sampled_from(["open", "confirm", "answer", *Outcome]))
    def somebody_does_something(self, who: int, done: str) -> None:
        deps, by = self.world.deps, self.staff[who]
        try:
            if done == "open":
                open_one(deps, self.talk.id, by, WHY)
            elif done == "confirm":
                confirm(deps, self.talk.id, by)
            elif done == "answer":
                answer(deps, self.talk.id, by, {"where": "somewhere"})
            else:
                end(deps, self.talk.id, by, Outcome(done), DONE)
        except ServiceError:
            return

    @rule(seconds=st.sampled_from([5, 30, 61, 200]), here=st.booleans())
    def time_passes(self, seconds: int, here: bool) -> None:
        self.world.clock.pass_by(seconds=seconds)
        if here:
            presence(self.world.deps, self.staff[1].id)

    @invariant()
    def one_is_open_and_all_are_accounted_for(self) -> None:
        found = _stored(self.world, self.talk)
        assert sum(one.ended_at is None for one in found) <= 1
        assert [one.number for one in found] == list(range(1, len(found) + 1))
        for one in found:
            if one.outcome in {Outcome.CALLED, Outcome.PASSED_ON}:
                assert one.confirmed_at is not None
            if one.alone and one.confirmed_at:
                assert (one.confirmed_at - one.opened_at).total_seconds() >= 60


TestEmergencyHistory = EmergencyHistory.TestCase
TestEmergencyHistory.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
