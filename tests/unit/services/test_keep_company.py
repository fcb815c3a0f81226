"""Nobody waits for a person in silence: the truth, what to do meanwhile, and an end to it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.bus.memory import MemoryDoorbell
from bot.conversation.company import UNASKED
from bot.guidance.library import Library
from bot.services.finish_work import finish_work
from bot.services.keep_company import keep_company
from bot.services.leave import leave
from bot.services.ports import Conversation
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.world import World


def company(world: World, talk: Conversation) -> list[str]:
    """What was said unasked."""
    return [key for key in world.keys(talk) if key in UNASKED]


def wait(world: World, minutes: int) -> list[int]:
    """The minutes in which somebody was told something, with a sweep every half minute."""
    told = []
    for half in range(1, minutes * 2 + 1):
        world.clock.pass_by(seconds=30)
        if keep_company(world.deps):
            told.append(half)
    return [half // 2 for half in told]


@pytest.mark.parametrize(("text", "first", "last"), [
    ("T0 now", "utter_no_one_yet", "utter_no_one_yet_last"),
    ("T1 soon", "utter_no_one_yet", "utter_no_one_yet_last"),
    ("person", "utter_wait_first", "utter_wait_last"),
])  # fmt: skip
def test_whoever_waits_is_told_in_steps_and_not_for_ever(world: World, text: str, first: str, last: str) -> None:
    talk = world.start()
    world.hear(talk, text)
    assert wait(world, 60) == [2, 6, 10, 14, 18, 22]
    said = company(world, talk)
    assert (said[0], said[-1], len(said)) == (first, last, 6)


@pytest.mark.parametrize("text", ["T0 now", "T1 soon", "person"])
def test_the_same_words_never_come_twice_in_a_row(world: World, text: str, library: Library) -> None:
    world.deps = replace(world.deps, words=library)
    talk = world.start()
    world.hear(talk, text)
    wait(world, 30)
    said = [message.said.text for message in world.log(talk) if message.said.key in UNASKED]
    assert len(said) == 6
    assert all(one != other for one, other in pairwise(said))


def test_nobody_is_told_before_two_minutes(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 soon")
    world.clock.pass_by(seconds=119)
    assert keep_company(world.deps) == 0


def test_two_processes_say_it_once(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    world.clock.pass_by(minutes=3)
    assert (keep_company(world.deps), keep_company(world.deps)) == (1, 0)


def test_who_is_writing_is_not_cut_short(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    world.clock.pass_by(minutes=3)
    world.hear(talk, "and then he said")
    world.clock.pass_by(seconds=5)
    assert keep_company(world.deps) == 0
    world.clock.pass_by(seconds=5)
    assert keep_company(world.deps) == 1


def test_quick_answers_to_an_open_question_stay_in_reach(world: World, library: Library) -> None:
    world.deps = replace(world.deps, words=library)
    talk = world.start()
    world.hear(talk, "T1 soon")
    work = world.claim()
    assert work
    question = library.reply("utter_ask_suicide_today", country="GB", age_band=None, now=world.clock())
    assert finish_work(world.deps, work, [question], {"slots": {}})
    wait(world, 10)
    for message in world.log(talk)[3:]:
        assert [button.id for button in message.said.buttons] == ["call_emergency", "affirm", "deny", "ask_for_person"]
    received = world.hear(talk, tap="deny")
    assert received.message.said.tap == "deny"
    asked = world.claim()
    assert asked
    assert "utter_ask_suicide_today" in asked.last_keys


def test_the_screen_still_sees_the_question_behind_the_company(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 soon")
    work = world.claim()
    assert work
    assert world.answer(work, "utter_ask_safe_now")
    wait(world, 30)
    world.hear(talk, "no")
    assert "utter_ask_safe_now" in world.screen.contexts[-1]
    assert UNASKED.isdisjoint(world.screen.contexts[-1])


def test_a_counsellor_ends_it_and_a_new_call_begins_anew(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "T1 soon")
    wait(world, 3)
    take_over(world.deps, talk.id, sam)
    assert wait(world, 10) == []
    return_to_bot(world.deps, talk.id, sam)
    world.hear(talk, "T1 again")
    assert wait(world, 3) == [2]
    assert company(world, talk) == ["utter_no_one_yet", "utter_no_one_yet"]


def test_nobody_is_told_after_they_left(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T0 now")
    leave(world.deps, talk.id)
    assert wait(world, 10) == []


def test_nothing_appears_on_a_screen_that_somebody_else_can_see(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    work = world.claim()
    assert work
    drafts = [message.said for message in world.log(talk)[:1]]
    assert finish_work(world.deps, work, drafts, {"slots": {"watched": True}})
    assert wait(world, 10) == []


def test_every_round_rings_the_consoles(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 soon")
    rung: list[str] = []
    assert isinstance(world.deps.doorbell, MemoryDoorbell)
    world.deps.doorbell.subscribe("queue", lambda id_, _: rung.append(id_))
    wait(world, 7)
    assert rung == [talk.id, talk.id]
