"""Given up, passed on, taken over, opened again: the place is kept, and the young person is told once, kindly."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.conversation.message import Sender
from bot.conversation.owner import IllegalMoveError, Move, Owner
from bot.safety.assessment import Assessment, ScoredSituation
from bot.services.audit import Action
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.cover_silence import cover_silence
from bot.services.errors import (
    AlreadyTakenError,
    ClosedConversationError,
    FullError,
    NotAllowedError,
    NotHereError,
    NotNextError,
    NotOwnerError,
)
from bot.services.keep_company import keep_company
from bot.services.pause import PauseKind, pause
from bot.services.ports import Conversation, Counsellor, Role
from bot.services.presence import presence
from bot.services.put_back import put_back
from bot.services.queue import card, queue
from bot.services.reopen import reopen
from bot.services.return_to_bot import return_to_bot
from bot.services.status import status
from bot.services.step_in import step_in
from bot.services.take_next import take_next
from bot.services.take_over import take_over
from bot.services.transfer import transfer
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam", here=True)


@pytest.fixture
def alex(world: World) -> Counsellor:
    return world.counsellor("Alex", here=True)


@pytest.fixture
def robin(world: World) -> Counsellor:
    return world.counsellor("Robin", Role.SUPERVISOR, here=True)


@pytest.fixture
def asked_at(world: World) -> datetime:
    return world.clock()


@pytest.fixture
def talk(world: World, asked_at: datetime, sam: Counsellor) -> Conversation:
    """A conversation that Sam has."""
    assert asked_at == world.clock()
    talk = world.start()
    world.hear(talk, "T1 soon")
    world.clock.pass_by(seconds=30)
    return take_over(world.deps, talk.id, sam)


def moves(world: World, talk: Conversation) -> list[tuple[Move, str]]:
    with world.store.read() as tx:
        return [(one.move, one.reason) for one in tx.owner_changes(talk.id)]


def actions(world: World) -> list[tuple[str, str, str | None]]:
    with world.store.read() as tx:
        return [(one.action, one.by, one.about) for one in tx.audit_lines()]


def test_a_conversation_remembers_when_a_person_was_asked_for(
    world: World, talk: Conversation, sam: Counsellor, asked_at: datetime
) -> None:
    assert (talk.asked_at, talk.accepted_at, talk.answered_at) == (asked_at, world.clock(), None)
    world.clock.pass_by(seconds=5)
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    first = world.clock()
    world.clock.pass_by(seconds=5)
    counsellor_reply(world.deps, talk.id, sam, client_id="2", text="I am here")
    assert world.now(talk).answered_at == first


def test_a_place_that_is_given_up_is_the_old_place(world: World, talk: Conversation, sam: Counsellor, asked_at: datetime) -> None:
    later = world.start()
    world.hear(later, "T1 too")
    world.clock.pass_by(minutes=5)
    back = put_back(world.deps, talk.id, sam)
    assert (back.owner, back.waiting_since, back.counsellor_id, back.accepted_at) == (Owner.WAITING, asked_at, None, None)
    assert [one.conversation.id for one in queue(world.deps).waiting] == [talk.id, later.id]
    assert status(world.deps, talk.id).queue_place == 1
    assert moves(world, talk)[-1] == (Move.PUT_BACK, "put_back_unheard")


def test_the_young_person_is_told_that_they_keep_their_place(world: World, talk: Conversation, sam: Counsellor) -> None:
    put_back(world.deps, talk.id, sam)
    said = world.log(talk)[-1].said
    assert (said.sender, said.text) == (Sender.SYSTEM, "utter_person_had_to_leave Sam")
    assert actions(world)[-1] == (Action.PUT_BACK, sam.id, None)


def test_whoever_is_watched_is_told_quietly_also_when_they_told_the_counsellor(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    world.screen.verdict = Assessment(situations=(ScoredSituation("L10", 0.95),))
    world.hear(talk, "somebody has come in")
    put_back(world.deps, talk.id, sam)
    assert world.keys(talk)[-1] == "utter_person_had_to_leave_quietly"
    assert world.claim() is None
    take_over(world.deps, talk.id, sam)
    assert world.keys(talk)[-1] == "utter_person_joined_quietly"


def test_the_bot_keeps_company_again_but_not_at_once(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(minutes=30)
    put_back(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=119)
    assert keep_company(world.deps) == 0
    world.clock.pass_by(seconds=1)
    assert keep_company(world.deps) == 1
    assert world.keys(talk)[-1] == "utter_no_one_yet"
    assert not world.hear(talk, "hello?").message.handled
    assert world.claim()


def test_what_was_written_to_nobody_is_answered_by_the_bot_without_an_excuse(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    world.hear(talk, "T2 are you there")
    world.clock.pass_by(seconds=40)
    asked = world.hear(talk, "T2 please answer").message
    world.clock.pass_by(seconds=40)
    put_back(world.deps, talk.id, sam)
    assert cover_silence(world.deps) == 0
    work = world.claim()
    assert work
    assert work.message.seq == asked.seq
    assert world.answer(work)
    assert world.claim() is None
    take_over(world.deps, talk.id, sam)
    put_back(world.deps, talk.id, sam)
    assert world.claim() is None  # it has its answer


def test_what_the_counsellor_answered_is_left_in_peace(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.hear(talk, "T2 are you there")
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="I am here")
    put_back(world.deps, talk.id, sam)
    assert world.claim() is None


def test_who_put_it_back_may_be_given_it_again(world: World, talk: Conversation, sam: Counsellor) -> None:
    put_back(world.deps, talk.id, sam)
    again = take_next(world.deps, sam)
    assert again
    assert again.id == talk.id
    assert world.keys(talk)[-1] == "utter_person_joined"


def test_passed_on_it_waits_in_its_old_place_for_one_colleague_only(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor, asked_at: datetime
) -> None:
    third = world.counsellor("Kim", here=True)
    world.clock.pass_by(minutes=1)
    for one in (sam, alex, third):
        presence(world.deps, one.id)
    passed_on = transfer(world.deps, talk.id, sam, alex.id)
    assert (passed_on.owner, passed_on.waiting_since, passed_on.offered_to) == (Owner.WAITING, asked_at, alex.id)
    assert card(world.deps, passed_on).offered_to == "Alex"
    assert take_next(world.deps, third) is None
    with pytest.raises(NotNextError):
        take_over(world.deps, talk.id, third)
    taken = take_over(world.deps, talk.id, alex)
    assert (taken.counsellor_name, taken.offered_to, taken.offered_until) == ("Alex", None, None)


def test_there_is_no_second_greeting(world: World, talk: Conversation, sam: Counsellor, alex: Counsellor) -> None:
    transfer(world.deps, talk.id, sam, alex.id)
    take_over(world.deps, talk.id, alex)
    notes = [said.said.text for said in world.log(talk) if said.said.sender is Sender.SYSTEM]
    assert notes == ["utter_person_joined Sam", "utter_person_hands_over Sam", "utter_person_took_over Alex"]
    assert actions(world)[-2:] == [(Action.TRANSFER, sam.id, alex.id), (Action.ACCEPT, alex.id, None)]


def test_a_colleague_may_accept_it_although_another_is_next(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    danger = world.start()
    world.hear(danger, "T0 now")
    transfer(world.deps, talk.id, sam, alex.id)
    assert take_over(world.deps, talk.id, alex).counsellor_id == alex.id


def test_what_the_colleague_did_not_accept_in_time_is_first_for_everybody(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    third = world.counsellor("Kim", here=True)
    transfer(world.deps, talk.id, sam, alex.id)
    world.clock.pass_by(seconds=60)
    presence(world.deps, third.id)
    assert card(world.deps, world.now(talk)).offered_to is None
    taken = take_next(world.deps, third)
    assert taken
    assert taken.id == talk.id
    assert world.keys(talk)[-1] == "utter_person_took_over"


def test_nothing_is_passed_to_somebody_who_is_not_here(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    pause(world.deps, alex, PauseKind.BREAK)
    for to in (alex.id, world.counsellor("Kim").id, sam.id, "p_nobody"):
        with pytest.raises(NotHereError):
            transfer(world.deps, talk.id, sam, to)
    assert world.now(talk).counsellor_id == sam.id


def test_nothing_is_passed_to_full_hands(world: World, talk: Conversation, sam: Counsellor) -> None:
    kim = world.counsellor("Kim", here=True, capacity=1)
    world.hear(world.start(), "T0 now")
    take_next(world.deps, kim)
    with pytest.raises(FullError):
        transfer(world.deps, talk.id, sam, kim.id)


def test_only_the_owner_puts_back_or_passes_on(world: World, talk: Conversation, alex: Counsellor, robin: Counsellor) -> None:
    for act in (lambda: put_back(world.deps, talk.id, alex), lambda: transfer(world.deps, talk.id, robin, alex.id)):
        with pytest.raises(NotOwnerError):
            act()


def test_a_supervisor_takes_it_from_a_colleague_and_the_young_person_hears_who(
    world: World, talk: Conversation, sam: Counsellor, robin: Counsellor, asked_at: datetime
) -> None:
    taken = step_in(world.deps, talk.id, robin)
    assert (taken.counsellor_id, taken.counsellor_name, taken.asked_at) == (robin.id, "Robin", asked_at)
    assert world.log(talk)[-1].said.text == "utter_person_took_over Robin"
    with pytest.raises(NotOwnerError):
        counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    with pytest.raises(AlreadyTakenError):
        take_over(world.deps, talk.id, sam)
    assert actions(world)[-1] == (Action.STEP_IN, robin.id, sam.id)
    assert step_in(world.deps, talk.id, robin) == taken


def test_a_supervisor_takes_it_from_the_bot_whose_late_answer_is_dropped(world: World, robin: Counsellor) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    work = world.claim()
    assert work
    taken = step_in(world.deps, talk.id, robin)
    assert (taken.owner, taken.asked_at) == (Owner.COUNSELLOR, world.clock())
    assert not world.answer(work)
    assert world.keys(talk)[-1] == "utter_person_joined"


def test_only_a_supervisor_steps_in_and_never_where_it_is_closed(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor, robin: Counsellor
) -> None:
    with pytest.raises(NotAllowedError):
        step_in(world.deps, talk.id, alex)
    close(world.deps, talk.id, sam)
    with pytest.raises(ClosedConversationError):
        step_in(world.deps, talk.id, robin)


def test_closed_too_early_it_waits_again_for_whoever_opened_it(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor
) -> None:
    close(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=10)
    opened = reopen(world.deps, talk.id, sam)
    assert (opened.owner, opened.ended_at, opened.waiting_since) == (Owner.WAITING, None, world.clock())
    assert world.log(talk)[-1].said.text == "utter_reopened Sam"
    with pytest.raises(NotNextError):
        take_over(world.deps, talk.id, alex)
    assert take_over(world.deps, talk.id, sam).counsellor_id == sam.id
    assert not world.hear(talk, "thank you").duplicate
    assert [action for action, *_ in actions(world)][-2:] == [Action.REOPEN, Action.ACCEPT]


def test_only_who_closed_it_or_a_supervisor_opens_it_again(
    world: World, talk: Conversation, sam: Counsellor, alex: Counsellor, robin: Counsellor
) -> None:
    with pytest.raises(IllegalMoveError):
        reopen(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    with pytest.raises(NotOwnerError):
        reopen(world.deps, talk.id, alex)
    assert reopen(world.deps, talk.id, robin).owner is Owner.WAITING


def test_returned_and_asked_for_again_three_times_each_call_has_its_own_place(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    for _ in range(3):
        return_to_bot(world.deps, talk.id, sam)
        world.clock.pass_by(minutes=3)
        world.hear(talk, "person please")
        assert world.now(talk).waiting_since == world.now(talk).asked_at == world.clock()
        world.clock.pass_by(minutes=1)
        presence(world.deps, sam.id)
        assert take_next(world.deps, sam)
    assert world.keys(talk).count("utter_person_joined") == 4
    assert world.keys(talk).count("utter_person_left") == 3
