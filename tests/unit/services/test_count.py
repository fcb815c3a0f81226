"""What happens is counted, once, and never for practice."""

from __future__ import annotations

import pytest

from bot.conversation.message import Draft, Sender
from bot.safety.tiers import Tier
from bot.services.come_back import make_code
from bot.services.counsellor_reply import counsellor_reply
from bot.services.count import Measure
from bot.services.count_abandoned import count_abandoned_waits
from bot.services.cover_silence import cover_silence
from bot.services.finish_work import finish_work
from bot.services.forget import forget
from bot.services.leave import leave
from bot.services.ports import Conversation, Counsellor
from bot.services.put_back import put_back
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.unit.services.counts import counts
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam")


@pytest.fixture
def talk(world: World) -> Conversation:
    """One that waits for a person, in danger."""
    talk = world.start()
    world.hear(talk, "T0 now")
    return talk


def practice(world: World) -> Conversation:
    talk = world.start()
    with world.store.write() as tx:
        return tx.update_conversation(talk.id, practice=True)


def test_every_conversation_is_counted_when_it_begins(world: World) -> None:
    before = counts(world, Measure.BEGUN)["all"]
    world.start()
    assert counts(world, Measure.BEGUN) == {"all": before + 1}


def test_every_change_of_hands_is_counted(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    return_to_bot(world.deps, talk.id, sam)
    assert counts(world, Measure.MOVE) == {"call_person": 1, "take_over": 1, "return_to_bot": 1}


def test_a_wait_is_counted_in_its_bucket_by_tier(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(seconds=50)
    take_over(world.deps, talk.id, sam)
    assert counts(world, Measure.WAIT) == {"T0:60": 1}


def test_whoever_was_answered_and_is_put_back_waits_from_there(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(seconds=50)
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="s1", text="Hi")
    world.clock.pass_by(minutes=40)
    put_back(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=8)
    take_over(world.deps, talk.id, world.counsellor("Alex"))
    assert counts(world, Measure.WAIT) == {"T0:60": 1, "T0:10": 1}
    assert counts(world, Measure.PUT_BACK) == {"put_back": 1}


def test_whoever_was_accepted_in_silence_is_still_waiting(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(seconds=50)
    take_over(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=60)
    put_back(world.deps, talk.id, sam)
    assert counts(world, Measure.WAIT) == {}
    world.clock.pass_by(seconds=60)
    take_over(world.deps, talk.id, world.counsellor("Alex"))
    assert counts(world, Measure.WAIT) == {"T0:180": 1}
    assert counts(world, Measure.PUT_BACK) == {"put_back": 1}


def test_the_first_words_of_a_counsellor_are_timed_from_acceptance_and_only_the_first(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    take_over(world.deps, talk.id, sam)
    for number, seconds in enumerate((25, 400)):
        world.clock.pass_by(seconds=seconds)
        counsellor_reply(world.deps, talk.id, sam, client_id=f"s{number}", text="Hi")
    assert counts(world, Measure.ANSWER) == {"T0:30": 1}


def test_whoever_leaves_before_somebody_comes_is_counted_as_gone_by_tier(world: World, talk: Conversation) -> None:
    leave(world.deps, talk.id)
    assert counts(world, Measure.ABANDONED) == {"T0": 1}


def test_whoever_leaves_with_a_code_keeps_the_place_and_is_not_gone(world: World, talk: Conversation) -> None:
    make_code(world.deps, talk.id, "words")
    leave(world.deps, talk.id)
    assert counts(world, Measure.ABANDONED) == {}


def test_whoever_leaves_the_bot_or_a_counsellor_has_not_waited_in_vain(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    for one in (talk, world.start()):
        leave(world.deps, one.id)
    assert counts(world, Measure.ABANDONED) == {}


def test_whoever_waits_and_is_silent_for_long_is_counted_as_gone_once(world: World, talk: Conversation) -> None:
    world.clock.pass_by(minutes=29)
    assert count_abandoned_waits(world.deps) == 0
    world.clock.pass_by(minutes=2)
    assert [count_abandoned_waits(world.deps) for _ in range(2)] == [1, 0]
    leave(world.deps, talk.id)
    assert counts(world, Measure.ABANDONED) == {"T0": 1}


def test_whoever_waits_and_writes_is_still_there_whatever_the_bot_says(world: World, talk: Conversation) -> None:
    world.clock.pass_by(minutes=20)
    world.hear(talk, "still here")
    world.clock.pass_by(minutes=20)
    assert count_abandoned_waits(world.deps) == 0
    with world.store.write() as tx:
        tx.append(talk.id, Draft(Sender.BOT, "company"), now=world.clock())
    world.clock.pass_by(minutes=11)
    assert count_abandoned_waits(world.deps) == 1


def test_whoever_waits_again_can_be_counted_again(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(minutes=31)
    count_abandoned_waits(world.deps)
    take_over(world.deps, talk.id, sam)
    return_to_bot(world.deps, talk.id, sam)
    world.hear(talk, "person")
    world.clock.pass_by(minutes=31)
    assert count_abandoned_waits(world.deps) == 1
    assert counts(world, Measure.ABANDONED) == {"T0": 2}


def test_whoever_deletes_the_chat_while_waiting_is_counted_as_gone(world: World, talk: Conversation) -> None:
    forget(world.deps, talk.id)
    assert counts(world, Measure.ABANDONED) == {"T0": 1}


def test_answers_of_the_bot_are_counted_as_clear_or_unclear_or_safe(world: World) -> None:
    talk = world.start()
    for keys in (["utter_welcome_back"], ["utter_heard", "utter_unclear_first"]):
        world.hear(talk, "hello")
        work = world.claim()
        assert work
        finish_work(world.deps, work, [Draft(Sender.BOT, key, key) for key in keys], {"slots": {}})
    world.hear(talk, "hello?")
    world.clock.pass_by(seconds=10)
    cover_silence(world.deps)
    assert counts(world, Measure.REPLY) == {"clear": 1, "unclear": 1, "safe": 1}


def test_a_turn_without_a_reply_is_counted_as_the_safe_answer_that_it_was(world: World) -> None:
    world.hear(world.start(), "hello")
    work = world.claim()
    assert work
    finish_work(world.deps, work, [], {}, no_reply_reason="test")
    assert counts(world, Measure.REPLY) == {"safe": 1}


def test_an_alarm_is_counted_when_it_rings_and_when_somebody_comes(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(seconds=40)
    take_over(world.deps, talk.id, sam)
    assert counts(world, Measure.ALARM) == {"T0": 1}
    assert counts(world, Measure.HEARD) == {"T0:45": 1}


def test_an_alarm_that_grows_more_urgent_is_one_alarm(world: World, sam: Counsellor) -> None:
    talk = world.start()
    world.hear(talk, "T1 please")
    world.clock.pass_by(seconds=100)
    world.hear(talk, "T0 now")
    take_over(world.deps, talk.id, sam)
    assert counts(world, Measure.ALARM) == {"T0": 1}
    assert counts(world, Measure.HEARD) == {"T0:120": 1}


def test_an_alarm_that_was_accepted_in_silence_was_not_heard_yet(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    world.clock.pass_by(seconds=50)
    put_back(world.deps, talk.id, sam)
    assert counts(world, Measure.HEARD) == {}
    world.clock.pass_by(seconds=100)
    take_over(world.deps, talk.id, world.counsellor("Alex"))
    assert counts(world, Measure.HEARD) == {"T0:180": 1}
    assert counts(world, Measure.ALARM) == {"T0": 1}


def test_an_alarm_that_ends_because_they_left_was_heard_by_nobody(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 please")
    with world.store.write() as tx:
        tx.update_conversation(talk.id, tier=Tier.T2)
    leave(world.deps, talk.id)
    assert counts(world, Measure.ALARM) == {"T1": 1}
    assert counts(world, Measure.HEARD) == {}


def test_practice_is_never_counted(world: World, sam: Counsellor) -> None:
    begun = counts(world, Measure.BEGUN)
    talk = practice(world)
    with world.store.write() as tx:
        tx.update_conversation(talk.id, practice_for=sam.id)
    world.hear(talk, "T0 now")
    work = world.claim()
    assert work
    world.answer(work)
    world.clock.pass_by(minutes=40)
    count_abandoned_waits(world.deps)
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="s1", text="Hi")
    put_back(world.deps, talk.id, sam)
    forget(world.deps, talk.id)
    assert counts(world, Measure.BEGUN) == {"all": begun["all"] + 1}  # before it was marked
    assert all(counts(world, measure) == {} for measure in Measure if measure is not Measure.BEGUN)
