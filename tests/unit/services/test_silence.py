"""Nobody waits in silence: the safe answer for a late brain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.cover_silence import cover_silence
from bot.services.finish_work import finish_work
from bot.services.keep_company import keep_company
from bot.services.leave import leave
from bot.services.ports import Conversation
from bot.services.take_over import take_over
from tests.world import World

LATE = timedelta(seconds=4)


def test_a_late_message_is_covered_once_and_stays_owed(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    assert cover_silence(world.deps, LATE) == 0
    world.clock.pass_by(seconds=4)
    assert cover_silence(world.deps, LATE) == 1
    assert cover_silence(world.deps, LATE) == 0
    assert world.keys(talk) == ["utter_welcome", None, "utter_safe_answer"]
    work = world.claim()
    assert work
    assert world.answer(work)


def test_several_late_messages_of_one_conversation_get_one_answer(world: World) -> None:
    talk = world.start()
    for text in ("a", "T0 b", "c"):
        world.hear(talk, text)
    world.clock.pass_by(seconds=5)
    assert cover_silence(world.deps) == 3
    assert world.keys(talk)[4:] == ["utter_safe_answer_crisis"]


def test_a_second_safe_answer_has_other_words_and_helplines_of_the_country(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    work = world.claim()
    assert work
    state = {"slots": {"country": "IE", "age_band": "13_17"}}
    assert finish_work(world.deps, work, [], state, no_reply_reason="no_prediction")
    world.hear(talk, "anyone")
    world.clock.pass_by(seconds=5)
    cover_silence(world.deps)
    covers = [message.said for message in world.log(talk) if message.said.key == "utter_safe_answer"]
    assert [said.text[-1] for said in covers] == ["0", "1"]
    assert covers[1].helplines == ({"name": "helpline", "country": "IE", "age_band": "13_17"},)


def test_the_bot_is_not_made_to_speak_while_a_counsellor_owns_it(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T0 now")
    take_over(world.deps, talk.id, world.counsellor("Sam"))
    world.hear(talk, "T0 again")
    world.clock.pass_by(minutes=10)
    assert (cover_silence(world.deps), keep_company(world.deps)) == (0, 0)


def test_a_brain_without_words_after_a_cover_adds_no_second_one(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    world.clock.pass_by(seconds=5)
    cover_silence(world.deps)
    work = world.claim()
    assert work
    finish_work(world.deps, work, [], {}, no_reply_reason="no_prediction")
    assert world.keys(talk).count("utter_safe_answer") == 1


def test_nobody_is_told_after_they_left(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T0 now")
    leave(world.deps, talk.id)
    world.clock.pass_by(minutes=3)
    assert (keep_company(world.deps), cover_silence(world.deps)) == (0, 0)


def watched(world: World) -> Conversation:
    """A conversation in which somebody may be reading along."""
    talk = world.start()
    world.hear(talk, "act normal")
    work = world.claim()
    assert work
    assert finish_work(world.deps, work, [world.log(talk)[0].said], {"slots": {"watched": True}})
    return talk


@pytest.mark.parametrize(
    ("text", "key"),
    [("what is seven times eight", "utter_still_normal"), ("T1 he is here", "utter_safe_answer_crisis")],
)
def test_a_late_brain_gives_nothing_away_to_whoever_reads_along_but_danger_comes_first(world: World, text: str, key: str) -> None:
    talk = watched(world)
    world.hear(talk, text)
    world.clock.pass_by(seconds=5)
    cover_silence(world.deps)
    assert world.keys(talk)[-1] == key


def test_a_counsellor_joins_a_watched_conversation_quietly(world: World) -> None:
    talk = watched(world)
    world.hear(talk, "person")
    take_over(world.deps, talk.id, world.counsellor("Sam"))
    assert world.keys(talk)[-1] == "utter_person_joined_quietly"
