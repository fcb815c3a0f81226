"""A young person who goes quiet after something serious hears once that we are still here."""

from __future__ import annotations

import pytest

from bot.services.ask_after_quiet import ask_after_quiet
from bot.services.finish_work import finish_work
from bot.services.keep_company import keep_company
from bot.services.leave import leave
from bot.services.ports import Conversation
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.world import World

SAID = "utter_still_here"


def answered(world: World, text: str, key: str = "utter_answer") -> Conversation:
    """A conversation in which the bot had the last word."""
    talk = world.start()
    world.hear(talk, text)
    reply(world, key)
    return talk


def reply(world: World, key: str = "utter_answer") -> None:
    """The bot answers what is owed."""
    work = world.claim()
    assert work
    assert world.answer(work, key)


def test_it_comes_once_in_a_silence_and_again_in_the_next(world: World) -> None:
    talk = answered(world, "T2 he wants money")
    world.clock.pass_by(seconds=119)
    assert ask_after_quiet(world.deps) == 0
    world.clock.pass_by(seconds=1)
    assert (ask_after_quiet(world.deps), ask_after_quiet(world.deps)) == (1, 0)
    world.clock.pass_by(minutes=10)
    assert ask_after_quiet(world.deps) == 0
    world.hear(talk, "T2 sorry")
    reply(world)
    world.clock.pass_by(minutes=3)
    assert ask_after_quiet(world.deps) == 1
    assert world.keys(talk).count(SAID) == 2


def test_somebody_urgent_who_writes_and_falls_silent_hears_it_between_two_words_about_the_wait(world: World) -> None:
    talk = answered(world, "T1 soon")
    world.clock.pass_by(minutes=2)
    assert (keep_company(world.deps), ask_after_quiet(world.deps)) == (1, 0)
    world.hear(talk, "T1 yes")
    reply(world)
    world.clock.pass_by(minutes=2)
    assert (keep_company(world.deps), ask_after_quiet(world.deps)) == (0, 1)
    world.clock.pass_by(minutes=2)
    assert keep_company(world.deps) == 0
    world.clock.pass_by(minutes=2)
    assert keep_company(world.deps) == 1


@pytest.mark.parametrize(("text", "key"), [
    ("hello", "utter_answer"),
    ("T3 asking", "utter_answer"),
    ("T2 told", "utter_goodbye"),
    ("T2 told", "utter_thank"),
])  # fmt: skip
def test_small_talk_and_goodbyes_are_left_alone(world: World, text: str, key: str) -> None:
    answered(world, text, key)
    world.clock.pass_by(minutes=5)
    assert ask_after_quiet(world.deps) == 0


def test_a_message_of_theirs_that_waits_for_an_answer_is_no_silence_of_theirs(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T2 told")
    world.clock.pass_by(minutes=5)
    assert ask_after_quiet(world.deps) == 0
    assert SAID not in world.keys(talk)


def test_a_counsellor_is_never_talked_over_and_after_them_it_counts_again(world: World) -> None:
    talk, sam = answered(world, "T1 soon"), world.counsellor("Sam")
    take_over(world.deps, talk.id, sam)
    world.clock.pass_by(minutes=5)
    assert ask_after_quiet(world.deps) == 0
    return_to_bot(world.deps, talk.id, sam)
    world.clock.pass_by(minutes=3)
    assert ask_after_quiet(world.deps) == 1


def test_who_left_is_left_alone(world: World) -> None:
    talk = answered(world, "T1 soon")
    leave(world.deps, talk.id)
    world.clock.pass_by(minutes=5)
    assert ask_after_quiet(world.deps) == 0


def test_a_silence_found_long_after_is_left_in_peace(world: World) -> None:
    answered(world, "T2 told")
    world.clock.pass_by(hours=2)
    assert ask_after_quiet(world.deps) == 0


def test_nothing_appears_on_a_screen_that_somebody_else_can_see(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T2 he wants money")
    work = world.claim()
    assert work
    assert finish_work(world.deps, work, [world.log(talk)[0].said], {"slots": {"watched": True}})
    world.clock.pass_by(minutes=5)
    assert ask_after_quiet(world.deps) == 0
