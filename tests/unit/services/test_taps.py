"""Taps as commands: only what the bot offered, and only since the young person spoke last."""

from __future__ import annotations

import pytest

from bot.services.errors import EmptyMessageError
from bot.services.take_over import take_over
from tests.world import World


def test_an_offered_tap_says_what_the_button_says(world: World) -> None:
    talk = world.start()
    said = world.hear(talk, tap="affirm").message.said
    assert (said.tap, said.text) == ("affirm", "Yes")


def test_a_tap_on_a_button_that_is_gone_is_no_command(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    said = world.hear(talk, tap="affirm").message.said
    assert (said.tap, said.text) == (None, "Yes")


def test_a_button_that_is_gone_still_means_what_it_meant(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    found = world.hear(talk, tap="affirm").message.said.assessment
    assert found
    assert found.intent == "affirm"  # the screen was told which button it was, and did not guess from its words


def test_the_second_of_two_quick_taps_counts_as_typed_words(world: World) -> None:
    talk = world.start()
    world.hear(talk, tap="affirm")
    assert world.hear(talk, tap="affirm").message.said.tap is None


@pytest.mark.parametrize("tap", ["express_suicidal_thoughts", "/restart", "", "AFFIRM"])
def test_a_tap_that_was_never_offered_is_refused(world: World, tap: str) -> None:
    talk = world.start()
    with pytest.raises(EmptyMessageError):
        world.hear(talk, tap=tap)


def test_a_button_that_opens_a_call_is_no_answer(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 soon")
    world.clock.pass_by(minutes=1)
    from_cover = world.deps.words.reply("utter_safe_answer", country=None, age_band=None, now=world.clock())
    with world.store.write() as tx:
        tx.append(talk.id, from_cover, now=world.clock())
    with pytest.raises(EmptyMessageError):
        world.hear(talk, tap="call_emergency")


def test_a_tap_offered_before_a_counsellor_joined_still_counts(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    work = world.claim()
    assert work
    with world.store.write() as tx:
        tx.append(talk.id, tx.messages(talk.id)[0].said, now=world.clock())
    take_over(world.deps, talk.id, world.counsellor("Sam"))
    assert world.hear(talk, tap="affirm").message.said.tap == "affirm"
