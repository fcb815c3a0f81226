"""Whether somebody may be reading along is known from the moment it is said, whoever answers."""

from __future__ import annotations

from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.world import World


def test_it_is_known_before_the_bot_has_answered(world: World) -> None:
    talk = world.start()
    world.hear(talk, "watched right now")
    assert world.now(talk).watched
    world.hear(talk, "alone again")
    assert not world.now(talk).watched


def test_what_says_nothing_about_it_changes_nothing_and_danger_alone_sends_nobody_out_of_the_room(world: World) -> None:
    talk = world.start()
    world.hear(talk, "watched right now")
    world.hear(talk, "yes it is fine")
    assert world.now(talk).watched
    world.hear(talk, "T1 now")
    assert world.now(talk).watched, "until the bot has spoken of it"


def test_the_brain_has_the_last_word_unless_more_was_said_meanwhile(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    work = world.claim()
    assert work
    world.hear(talk, "watched right now")
    assert world.answer(work)  # it knows nothing of the second message
    assert world.now(talk).watched
    work = world.claim()
    assert work
    assert work.conversation.watched
    assert world.answer(work)  # and now it does, and thinks otherwise
    assert not world.now(talk).watched


def test_it_begins_and_ends_while_a_counsellor_has_the_conversation(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person please")
    take_over(world.deps, talk.id, sam)
    world.hear(talk, "watched right now")
    assert world.now(talk).watched
    return_to_bot(world.deps, talk.id, sam)
    world.hear(talk, "alone again")
    work = world.claim()
    assert work
    assert not work.conversation.watched
