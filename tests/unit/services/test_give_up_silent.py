"""Nobody sits in front of an empty chair: accepted and left alone means back in the old place."""

from __future__ import annotations

import pytest

from bot.conversation.owner import Owner
from bot.services.counsellor_reply import counsellor_reply
from bot.services.emergency import open_one
from bot.services.errors import NotOwnerError
from bot.services.give_up_silent import give_up_silent
from bot.services.ports import Conversation, Counsellor
from bot.services.presence import presence
from bot.services.take_over import take_over
from bot.services.typing import note_typing
from tests.world import World


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam", here=True)


@pytest.fixture
def talk(world: World, sam: Counsellor) -> Conversation:
    talk = world.start()
    world.hear(talk, "T1 soon")
    world.clock.pass_by(seconds=20)
    presence(world.deps, sam.id)
    return take_over(world.deps, talk.id, sam)


def wait(world: World, sam: Counsellor | None, seconds: int) -> int:
    """Let so many seconds pass, with a look every five; `sam`: whose console stays open. How many were put back."""
    given_up = 0
    for _ in range(seconds // 5):
        world.clock.pass_by(seconds=5)
        if sam:
            presence(world.deps, sam.id)
        given_up += give_up_silent(world.deps)
    return given_up


def incidents(world: World) -> list[tuple[str, str | None, str | None]]:
    with world.store.read() as tx:
        return [(one.kind, one.conversation_id, one.counsellor_id) for one in tx.incidents()]


def test_who_wrote_nothing_for_a_minute_gives_the_old_place_back(world: World, talk: Conversation, sam: Counsellor) -> None:
    assert wait(world, sam, 55) == 0
    assert wait(world, sam, 5) == 1
    back = world.now(talk)
    assert (back.owner, back.waiting_since, back.counsellor_id) == (Owner.WAITING, talk.asked_at, None)
    assert world.keys(talk)[-1] == "utter_person_had_to_leave"
    assert incidents(world) == [("silent", talk.id, sam.id)]
    with world.store.read() as tx:
        assert (tx.owner_changes(talk.id)[-1].by, tx.audit_lines()[-1].by) == ("system", "system")
    assert wait(world, sam, 120) == 0


def test_who_has_written_may_think_as_long_as_they_are_there(world: World, talk: Conversation, sam: Counsellor) -> None:
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    assert wait(world, sam, 600) == 0
    assert world.now(talk).counsellor_id == sam.id


def test_who_said_hello_and_left_an_answer_waiting_for_five_minutes_gives_the_place_back(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    wait(world, sam, 60)
    world.hear(talk, "are you there")
    assert wait(world, sam, 120) == 0
    world.hear(talk, "hello?")  # the first one counts
    assert wait(world, sam, 175) == 0
    assert wait(world, sam, 5) == 1
    assert (world.now(talk).owner, world.now(talk).waiting_since) == (Owner.WAITING, talk.asked_at)
    assert world.keys(talk)[-1] == "utter_person_had_to_leave"
    assert incidents(world) == [("left_waiting", talk.id, sam.id)]
    with world.store.read() as tx:
        assert tx.open_alarm(talk.id)  # a T1 that waits rings again
    assert wait(world, sam, 600) == 0


def test_a_key_or_an_answer_in_the_chat_is_a_sign_of_life(world: World, talk: Conversation, sam: Counsellor) -> None:
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    world.hear(talk, "are you there")
    assert wait(world, sam, 290) == 0
    note_typing(world.deps, talk.id, sam)
    assert wait(world, sam, 290) == 0
    counsellor_reply(world.deps, talk.id, sam, client_id="2", text="I am")
    assert wait(world, sam, 600) == 0
    assert incidents(world) == []


def test_whoever_is_on_the_telephone_for_somebody_keeps_the_chat(world: World, talk: Conversation, sam: Counsellor) -> None:
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    open_one(world.deps, talk.id, sam, "They say it is tonight.")
    world.hear(talk, "are you there")
    assert wait(world, sam, 600) == 0


def test_who_is_typing_is_not_silent(world: World, talk: Conversation, sam: Counsellor) -> None:
    for _ in range(3):
        assert wait(world, sam, 50) == 0
        note_typing(world.deps, talk.id, sam)
    assert wait(world, sam, 25) == 0
    assert wait(world, sam, 5) == 1  # three minutes: nobody in danger waits for a long text


def test_the_keys_of_an_earlier_acceptance_do_not_count(world: World, talk: Conversation, sam: Counsellor) -> None:
    note_typing(world.deps, talk.id, sam)
    wait(world, sam, 60)
    assert take_over(world.deps, talk.id, sam).typed_at is None


def test_only_the_owner_is_typing(world: World, talk: Conversation) -> None:
    with pytest.raises(NotOwnerError):
        note_typing(world.deps, talk.id, world.counsellor("Alex"))


def test_a_laptop_that_was_closed_in_mid_sentence_gives_everything_back(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    other = world.start()
    world.hear(other, "person")
    take_over(world.deps, other.id, sam)
    for one in (talk, other):
        counsellor_reply(world.deps, one.id, sam, client_id="1", text="Hi")
    assert wait(world, None, 55) == 0
    assert wait(world, None, 5) == 2
    assert {kind for kind, *_ in incidents(world)} == {"connection_lost"}
    assert len(incidents(world)) == 2
    assert world.now(talk).waiting_since == talk.asked_at


def test_who_is_on_a_break_keeps_what_they_have_while_their_console_is_open(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    with world.store.write() as tx:
        tx.pause_counsellor(sam.id, world.clock(), "break", None)
    assert wait(world, sam, 120) == 0


def test_a_watched_young_person_is_told_quietly(world: World, talk: Conversation, sam: Counsellor) -> None:
    with world.store.write() as tx:
        tx.update_conversation(talk.id, watched=True)
    wait(world, sam, 60)
    assert world.keys(talk)[-1] == "utter_person_had_to_leave_quietly"


def test_everybody_hears_of_it_by_a_ring(world: World, talk: Conversation, sam: Counsellor) -> None:
    rung: list[str] = []
    for topic in ("log", "queue"):
        world.doorbell.subscribe(topic, lambda conversation_id, _, topic=topic: rung.append(f"{topic} {conversation_id}"))
    wait(world, sam, 60)
    assert {f"log {talk.id}", f"queue {talk.id}"} <= set(rung)
