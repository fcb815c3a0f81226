"""A practice conversation goes the way of every other one, is its own counsellor's alone, and is counted nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.message import Sender
from bot.conversation.owner import Owner
from bot.conversation.practice import Line, Script
from bot.guidance.practice import Practice
from bot.safety.tiers import Tier
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import NotAllowedError, NotOwnerError, TooManyPracticesError, UnknownConversationError
from bot.services.forget import forget_practice
from bot.services.pause import PauseKind, pause, resume
from bot.services.play_practice import play_practice
from bot.services.ports import Conversation, Counsellor
from bot.services.practice import practices_of
from bot.services.queue import queue
from bot.services.return_to_bot import return_to_bot
from bot.services.start_practice import start_practice
from bot.services.status import status
from bot.services.stop_practice import stop_practice
from bot.services.take_next import take_next
from bot.services.take_over import take_over
from bot.services.transfer import transfer
from tests.world import World

SCRIPT = Script(
    id="en/made_up",
    language="en",
    title="A title",
    tier=Tier.T0,
    learn=("ask directly",),
    opening=(Line("hello", 5), Line("T0 now", 5)),
    replies=(Line("first", 10),),
    any_reply=(Line("ok", 10),),
    still_there=Line("are you still there?", 45),
    answers={"suicide": Line("no", 10)},
)


class OneQuestion:
    """Recognises the one question that the tests ask."""

    names = frozenset({"suicide"})

    def asked(self, text: str) -> frozenset[str]:
        return self.names if "suicide" in text else frozenset()


PRACTICE = Practice({SCRIPT.id: SCRIPT}, {"en": OneQuestion()})


@pytest.fixture
def talk(world: World, sam: Counsellor) -> Conversation:
    return start_practice(world.deps, SCRIPT, sam)


def play(world: World, seconds: float = 60) -> int:
    world.clock.pass_by(seconds=seconds)
    return play_practice(world.deps, PRACTICE)


def answer(world: World) -> None:
    work = world.claim()
    assert work
    assert world.answer(work)


def to_the_queue(world: World, talk: Conversation) -> None:
    for _ in SCRIPT.opening:
        assert play(world) == 1
        answer(world)
    assert world.now(talk).owner is Owner.WAITING


def texts(world: World, talk: Conversation) -> list[str]:
    return [message.said.text for message in world.log(talk) if message.said.sender is Sender.YOUNG_PERSON]


def test_it_is_screened_answered_by_the_bot_and_waits_like_any_other(world: World, talk: Conversation) -> None:
    to_the_queue(world, talk)
    now = world.now(talk)
    assert (now.practice, now.tier, now.practice_script) == (True, Tier.T0, "en/made_up")
    assert world.keys(talk) == ["utter_welcome", None, "utter_answer", None, "utter_answer"]
    assert all(message.said.assessment for message in world.log(talk) if message.said.sender is Sender.YOUNG_PERSON)


def test_a_line_comes_when_its_pause_is_over_and_the_console_sees_them_type_before(world: World, talk: Conversation) -> None:
    typing: list[str] = []
    assert play_practice(world.deps, PRACTICE, typing.append) == 0
    assert typing == []
    world.clock.pass_by(seconds=4)
    assert play_practice(world.deps, PRACTICE, typing.append) == 0
    assert typing[-1] == talk.id
    world.clock.pass_by(seconds=1)
    assert play_practice(world.deps, PRACTICE, typing.append) == 1
    assert play_practice(world.deps, PRACTICE, typing.append) == 0, "the bot has not answered yet"


def test_the_script_answers_the_counsellor_and_asks_after_a_silence(world: World, talk: Conversation, sam: Counsellor) -> None:
    to_the_queue(world, talk)
    take_over(world.deps, talk.id, sam)
    assert play(world) == 1
    assert texts(world, talk)[-1] == "are you still there?"
    assert play(world, 600) == 0
    counsellor_reply(world.deps, talk.id, sam, client_id="a", text="are you thinking about suicide?")
    assert play(world, 9) == 0
    assert play(world, 1) == 1
    counsellor_reply(world.deps, talk.id, sam, client_id="b", text="thank you for telling me")
    assert play(world) == 1
    assert texts(world, talk)[-2:] == ["no", "first"]


def test_after_a_restart_it_goes_on_where_it_was(world: World, talk: Conversation) -> None:
    play(world)
    answer(world)
    again = replace(world, deps=replace(world.deps))  # nothing but the database remembers
    play(again)
    play(again)
    assert texts(world, talk) == ["hello", "T0 now"]


def test_a_script_that_is_gone_and_a_closed_conversation_say_nothing(world: World, talk: Conversation, sam: Counsellor) -> None:
    world.clock.pass_by(seconds=60)
    assert play_practice(world.deps, Practice()) == 0
    to_the_queue(world, talk)
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    assert play(world, 600) == 0


def test_what_it_teaches_is_told_when_it_is_over(world: World, talk: Conversation, sam: Counsellor) -> None:
    to_the_queue(world, talk)
    take_over(world.deps, talk.id, sam)
    assert [one.over for one in practices_of(world.deps, PRACTICE, sam)] == [False]
    return_to_bot(world.deps, talk.id, sam)
    (practised,) = practices_of(world.deps, PRACTICE, sam)
    assert practised.over
    assert practised.script.learn == ("ask directly",)
    assert practices_of(world.deps, PRACTICE, world.counsellor("Alex")) == []


def test_everybody_real_comes_before_it(world: World, talk: Conversation) -> None:
    to_the_queue(world, talk)
    real = world.start()
    world.hear(real, "person please")
    assert [card.conversation.id for card in queue(world.deps).waiting] == [real.id, talk.id]
    assert status(world.deps, real.id).queue_place == 1


def test_the_bot_answers_everybody_real_first(world: World, talk: Conversation) -> None:
    play(world)
    answer(world)
    play(world)  # T0
    real = world.start()
    world.hear(real, "T4 hello")
    work = world.claim()
    assert work
    assert work.conversation.id == real.id


def test_nobody_else_is_given_it(world: World, talk: Conversation) -> None:
    to_the_queue(world, talk)
    with pytest.raises(NotAllowedError):
        take_over(world.deps, talk.id, world.counsellor("Alex"))


def test_the_next_one_is_somebody_real_and_then_their_own_practice(world: World, talk: Conversation, sam: Counsellor) -> None:
    to_the_queue(world, talk)
    real = world.start()
    world.hear(real, "person please")
    alex = world.counsellor("Alex")
    taken = [take_next(world.deps, one) for one in (sam, sam, alex)]
    assert [one and one.id for one in taken] == [real.id, talk.id, None]


def test_whoever_is_not_given_anybody_can_still_practise(world: World, talk: Conversation, sam: Counsellor) -> None:
    to_the_queue(world, talk)
    real = world.start()
    world.hear(real, "T0 now")
    pause(world.deps, sam, PauseKind.ADMIN)
    assert take_over(world.deps, talk.id, sam).counsellor_id == sam.id
    resume(world.deps, sam)
    me = queue(world.deps).staff[sam.id]
    assert (me.has, me.hard) == (0, 0), "it fills no hand, and tires nobody"


def test_it_is_not_passed_to_a_colleague(world: World, talk: Conversation, sam: Counsellor) -> None:
    to_the_queue(world, talk)
    take_over(world.deps, talk.id, sam)
    with pytest.raises(NotAllowedError):
        transfer(world.deps, talk.id, sam, world.counsellor("Alex").id)


def test_how_long_practice_waits_tells_nobody_how_long_they_will_wait(world: World, talk: Conversation, sam: Counsellor) -> None:
    to_the_queue(world, talk)
    take_over(world.deps, talk.id, sam)
    with world.store.read() as tx:
        assert tx.waits(world.clock() - timedelta(days=1), 50) == []


def test_a_counsellor_has_only_so_many_at_once(world: World, talk: Conversation, sam: Counsellor) -> None:
    for _ in range(world.deps.settings.practices_at_once - 1):
        start_practice(world.deps, SCRIPT, sam)
    with pytest.raises(TooManyPracticesError, match="Close or stop"):
        start_practice(world.deps, SCRIPT, sam)
    assert start_practice(world.deps, SCRIPT, world.counsellor("Alex")).practice
    stop_practice(world.deps, talk.id, sam)
    assert start_practice(world.deps, SCRIPT, sam).practice


def test_it_is_stopped_by_its_own_counsellor_alone_and_nothing_stays(world: World, talk: Conversation, sam: Counsellor) -> None:
    with pytest.raises(NotOwnerError):
        stop_practice(world.deps, talk.id, world.counsellor("Alex"))
    real = world.start()
    with pytest.raises(NotOwnerError):
        stop_practice(world.deps, real.id, sam)
    stop_practice(world.deps, talk.id, sam)
    with pytest.raises(UnknownConversationError):
        status(world.deps, talk.id)
    assert world.now(real)


def test_it_is_forgotten_a_day_after_it_began_and_nobody_real_with_it(world: World, talk: Conversation) -> None:
    real = world.start()
    world.clock.pass_by(hours=23)
    assert forget_practice(world.deps) == 0
    world.clock.pass_by(hours=2)
    assert forget_practice(world.deps) == 1
    assert world.now(real)
    with world.store.read() as tx:
        assert tx.conversation(talk.id) is None
