"""Work: one worker a conversation, one transaction an answer, never silence."""

from __future__ import annotations

import pytest

from bot.conversation.message import Draft, Sender
from bot.services.claim_work import claim_work
from bot.services.errors import NoReplyError
from bot.services.finish_work import finish_work
from bot.services.presence import presence
from bot.services.release_work import release_work
from bot.services.start_conversation import start_conversation
from bot.services.take_over import take_over
from bot.services.work import Work
from tests.world import LEASE, World


def claimed(world: World) -> Work:
    """Claim work that must be there."""
    work = world.claim()
    assert work
    return work


def test_without_unhandled_messages_there_is_no_work(world: World) -> None:
    world.start()
    assert world.claim() is None


def test_messages_are_answered_in_order(world: World) -> None:
    talk = world.start()
    world.hear(talk, "first")
    world.hear(talk, "second")
    for expected in ("first", "second"):
        work = claimed(world)
        assert work.message.said.text == expected
        assert world.answer(work)
    assert world.claim() is None


def test_a_leased_conversation_is_not_claimed_twice(world: World) -> None:
    talk = world.start()
    world.hear(talk, "first")
    world.hear(talk, "second")
    assert world.claim("one")
    assert world.claim("other") is None


def test_those_in_danger_come_first_then_whoever_has_waited_longest(world: World) -> None:
    said = ["T4 a", "T2 b", "T1 c", "T0 d", "T2 e"]
    for text in said:
        world.hear(world.start(), text)
        world.clock.pass_by(seconds=1)
    order = [claimed(world).message.said.text for _ in said]
    assert order == ["T0 d", "T1 c", "T4 a", "T2 b", "T2 e"]


def test_what_began_in_a_flood_comes_after_the_others_but_danger_comes_first_all_the_same(world: World) -> None:
    said = [("T4 a", True), ("T0 b", True), ("T2 c", False), ("T4 d", True), ("T1 e", False)]
    for text, in_flood in said:
        talk, _ = start_conversation(world.deps, in_flood=in_flood)
        world.hear(talk, text)
        world.clock.pass_by(seconds=1)
    order = [claimed(world).message.said.text for _ in said]
    assert order == ["T0 b", "T1 e", "T2 c", "T4 a", "T4 d"]


def test_an_expired_lease_lets_another_worker_try_and_the_first_writes_nothing(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    slow = claimed(world)
    world.clock.pass_by(seconds=LEASE.total_seconds() + 1)
    quick = claimed(world)
    assert not world.answer(slow, "utter_slow")
    assert world.answer(quick, "utter_quick")
    assert world.keys(talk) == ["utter_welcome", None, "utter_quick"]


def test_finishing_twice_writes_once(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    work = claimed(world)
    assert world.answer(work)
    assert not world.answer(work)
    assert len(world.log(talk)) == 3


def test_an_answer_that_comes_after_a_counsellor_is_not_written(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    work = claimed(world)
    take_over(world.deps, talk.id, world.counsellor("Sam"))
    assert not world.answer(work)
    assert world.keys(talk) == ["utter_welcome", None, "utter_person_joined"]


def test_state_is_remembered_with_the_answer_and_the_country_in_the_row(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    state = {"slots": {"country": "GB", "age_band": "13_17"}, "turns": [{"text": "x"}]}
    assert finish_work(world.deps, claimed(world), [Draft(Sender.BOT, "x", "utter_x")], state)
    world.hear(talk, "more")
    work = claimed(world)
    assert work.state == state
    assert work.conversation.country == "GB"


def test_work_knows_the_bots_last_turn(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    world.hear(talk, "you there")
    work = claimed(world)
    assert work.last_keys == ("utter_welcome",)
    two = [Draft(Sender.BOT, "a", "utter_a"), Draft(Sender.BOT, "b", "utter_b")]
    assert finish_work(world.deps, work, two, {})
    assert claimed(world).last_keys == ("utter_a", "utter_b")


def test_work_knows_which_message_called_a_person_and_who_is_here(world: World) -> None:
    sam = world.counsellor("Sam")
    presence(world.deps, sam.id)
    talk = world.start()
    world.hear(talk, "hello")
    world.hear(talk, "T1 soon")
    world.hear(talk, "T1 still")
    told = []
    for _ in range(3):
        work = claimed(world)
        told.append((work.person_just_called, work.queue_place, work.counsellors_here))
        world.answer(work)
    assert told == [(False, 1, 1), (True, 1, 1), (False, 1, 1)]


def test_a_counsellor_who_was_not_seen_for_a_minute_is_not_here(world: World) -> None:
    presence(world.deps, world.counsellor("Sam").id)
    world.clock.pass_by(seconds=61)
    world.hear(world.start(), "hello")
    assert claimed(world).counsellors_here == 0


def test_released_work_is_tried_again_after_a_pause(world: World) -> None:
    world.hear(world.start(), "hello")
    release_work(world.deps, claimed(world))
    assert world.claim() is None
    world.clock.pass_by(seconds=world.deps.settings.retry_after.total_seconds())
    assert claimed(world).message.said.text == "hello"


def test_a_database_that_is_away_for_long_costs_a_message_none_of_its_tries(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    for _ in range(world.deps.settings.max_tries + 3):
        release_work(world.deps, claimed(world), tried=False)
        world.clock.pass_by(seconds=world.deps.settings.retry_after.total_seconds())
    assert world.answer(claimed(world))
    assert "utter_safe_answer" not in world.keys(talk)


def test_work_of_another_lease_is_not_released(world: World) -> None:
    world.hear(world.start(), "hello")
    lost = claimed(world)
    world.clock.pass_by(seconds=LEASE.total_seconds() + 1)
    held = claimed(world)
    release_work(world.deps, lost)
    assert world.now(held.conversation).lease_id == held.lease_id


def test_a_message_that_kills_every_worker_gets_the_safe_answer_and_the_next_one_its_turn(world: World) -> None:
    talk = world.start()
    world.hear(talk, "poison")
    world.hear(talk, "next")
    for _ in range(world.deps.settings.max_tries):
        assert claimed(world).message.said.text == "poison"
        world.clock.pass_by(seconds=LEASE.total_seconds() + 1)
    assert claimed(world).message.said.text == "next"
    assert world.keys(talk).count("utter_safe_answer") == 1


def test_finishing_without_a_reply_needs_a_reason(world: World) -> None:
    world.hear(world.start(), "hello")
    with pytest.raises(NoReplyError):
        finish_work(world.deps, claimed(world), [], {})


def test_no_reply_becomes_the_safe_answer(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    assert finish_work(world.deps, claimed(world), [], {}, no_reply_reason="no_prediction")
    assert world.keys(talk)[-1] == "utter_safe_answer"
    assert world.claim() is None


def test_an_error_while_writing_leaves_nothing_behind(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    work = claimed(world)
    with pytest.raises(TypeError):
        finish_work(world.deps, work, [Draft(Sender.BOT, "x", "utter_x")], {"slots": {"x": object()}})
    assert len(world.log(talk)) == 2
    assert claim_work(world.deps, "other", LEASE) is None
    assert world.answer(work)


def test_a_wish_for_simple_words_is_remembered_for_what_the_services_say(world: World) -> None:
    talk = world.start()
    world.hear(talk, "too many words")
    work = world.claim()
    assert work
    assert finish_work(world.deps, work, [Draft(Sender.BOT, "okay", "utter_answer")], {"slots": {"simple_words": True}})
    assert world.now(talk).simple_words
    world.hear(talk, "and now")
    later = world.claim()
    assert later
    assert world.answer(later)
    assert world.now(talk).simple_words
