"""The wait, whether anybody is here, and the wishes of a young person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.conversation.come_back import CodeKind
from bot.conversation.feedback import Answer
from bot.conversation.wait import Wait
from bot.services.close import close
from bot.services.come_back import make_code, withdraw_code
from bot.services.errors import UnknownConversationError
from bot.services.feedback import give_feedback, read_feedback
from bot.services.forget import forget
from bot.services.ports import Conversation, Counsellor
from bot.services.presence import presence
from bot.services.simple_words import simple_words
from bot.services.status import status
from bot.services.take_over import take_over
from tests.world import World


def accepted_after(world: World, sam: Counsellor, *minutes: float) -> list[Conversation]:
    """Conversations that waited so long, one after the other."""
    talks = []
    for wait in minutes:
        talks.append(world.start())
        world.hear(talks[-1], "person")
        world.clock.pass_by(minutes=wait)
        take_over(world.deps, talks[-1].id, sam)
    presence(world.deps, sam.id)
    return talks


def test_the_wait_comes_from_the_last_acceptances(world: World) -> None:
    accepted_after(world, world.counsellor("Sam"), 6, 8, 14)
    assert status(world.deps, world.start().id).wait == Wait(5, 15)


def test_fewer_than_three_tell_nothing(world: World) -> None:
    accepted_after(world, world.counsellor("Sam"), 6, 8)
    assert status(world.deps, world.start().id).wait is None


def test_what_is_older_than_a_day_tells_nothing(world: World) -> None:
    sam = world.counsellor("Sam")
    accepted_after(world, sam, 6, 8, 14)
    world.clock.pass_by(hours=24)
    presence(world.deps, sam.id)
    assert status(world.deps, world.start().id).wait is None


def test_only_the_newest_are_looked_at(world: World) -> None:
    sam = world.counsellor("Sam", capacity=100)
    accepted_after(world, sam, *[30] * 2, *[1] * 50)
    assert status(world.deps, world.start().id).wait == Wait(1, 2)


def test_each_call_of_one_conversation_is_measured_from_its_own_beginning(world: World) -> None:
    sam = world.counsellor("Sam")
    (talk,) = accepted_after(world, sam, 20)
    close(world.deps, talk.id, sam)
    with world.store.read() as tx:
        assert tx.waits(world.clock() - timedelta(hours=24), 50) == [timedelta(minutes=20)]


def test_nobody_here_means_that_no_wait_is_told(world: World) -> None:
    accepted_after(world, world.counsellor("Sam"), 6, 8, 14)
    talk = world.start()
    assert status(world.deps, talk.id).staffed
    world.clock.pass_by(seconds=61)
    now = status(world.deps, talk.id)
    assert (now.staffed, now.wait) == (False, None)


def test_who_has_waited_longer_is_not_told_what_was_not_true_for_them(world: World) -> None:
    sam = world.counsellor("Sam")
    accepted_after(world, sam, 6, 8, 14)
    talk = world.start()
    world.hear(talk, "person")
    world.clock.pass_by(minutes=15)
    presence(world.deps, sam.id)
    assert status(world.deps, talk.id).wait == Wait(5, 15)
    world.clock.pass_by(seconds=1)
    assert status(world.deps, talk.id).wait is None


def test_with_a_counsellor_there_is_no_wait(world: World) -> None:
    talks = accepted_after(world, world.counsellor("Sam"), 6, 8, 14)
    assert status(world.deps, talks[0].id).wait is None


def test_the_page_knows_whether_there_is_a_code(world: World) -> None:
    talk = world.start()
    make_code(world.deps, talk.id, CodeKind.WORDS)
    assert status(world.deps, talk.id).has_code
    withdraw_code(world.deps, talk.id)
    assert not status(world.deps, talk.id).has_code


def test_short_words_can_be_chosen_and_taken_back(world: World) -> None:
    talk = world.start()
    for on in (True, False):
        simple_words(world.deps, talk.id, on=on)
        assert world.now(talk).simple_words is on


def test_feedback_is_counted_once_for_each_conversation(world: World) -> None:
    talk = world.start()
    for answer in (Answer.HELPED, Answer.NOT, Answer.HELPED):
        give_feedback(world.deps, talk.id, answer)
    assert _rows(world) == [("2026-03-01", "helped", 1)]


def test_feedback_outlives_its_conversation_and_leads_to_none(world: World) -> None:
    for answer in [Answer.HELPED] * 8 + [Answer.A_BIT] * 5 + [Answer.NOT] * 2:
        talk = world.start()
        give_feedback(world.deps, talk.id, answer)
        forget(world.deps, talk.id)
    assert _rows(world) == [("2026-03-01", "a_bit", 5), ("2026-03-01", "helped", 8), ("2026-03-01", "not", 2)]
    assert read_feedback(world.deps) == ()
    world.clock.pass_by(days=31)
    (told,) = read_feedback(world.deps)
    assert told.answers == {Answer.HELPED: 8, Answer.A_BIT: 5, Answer.NOT: None}


def _rows(world: World) -> list[tuple[str, str, int]]:
    with world.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT * FROM feedback ORDER BY day, answer"))]


@pytest.mark.parametrize(
    "act", [lambda deps, id_: simple_words(deps, id_, on=True), lambda deps, id_: give_feedback(deps, id_, Answer.NOT)]
)
def test_an_unknown_conversation_has_no_wishes(world: World, act: object) -> None:
    assert callable(act)
    with pytest.raises(UnknownConversationError):
        act(world.deps, "c_unknown")
