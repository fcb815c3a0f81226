"""The hand-off: exactly one counsellor, who alone may speak, return and close."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.conversation.message import Sender
from bot.conversation.owner import Move, Owner
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.errors import (
    AlreadyTakenError,
    ClosedConversationError,
    EmptyMessageError,
    MessageTooLongError,
    NotOwnerError,
    NotWaitingError,
)
from bot.services.ports import Conversation, Counsellor
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.world import World


@pytest.fixture
def talk(world: World) -> Conversation:
    """A conversation that waits for a person."""
    talk = world.start()
    world.hear(talk, "person")
    return talk


def test_a_counsellor_accepts_and_the_young_person_is_told_the_name(world: World, talk: Conversation, sam: Counsellor) -> None:
    taken = take_over(world.deps, talk.id, sam)
    assert (taken.owner, taken.counsellor_id, taken.counsellor_name) == (Owner.COUNSELLOR, sam.id, "Sam")
    note = world.log(talk)[-1]
    assert (note.said.sender, note.said.text, taken.last_seq) == (Sender.SYSTEM, "utter_person_joined Sam", note.seq)
    assert all(message.handled for message in world.log(talk))


def test_accepting_twice_changes_nothing(world: World, talk: Conversation, sam: Counsellor) -> None:
    first = take_over(world.deps, talk.id, sam)
    assert take_over(world.deps, talk.id, sam) == first


def test_the_second_counsellor_is_told_who_was_first(world: World, talk: Conversation, sam: Counsellor, alex: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    with pytest.raises(AlreadyTakenError) as refused:
        take_over(world.deps, talk.id, alex)
    assert (refused.value.by, refused.value.code) == ("Sam", "taken")


def test_of_many_counsellors_at_once_exactly_one_gets_it(world: World, talk: Conversation) -> None:
    crowd = [world.counsellor(f"Person {number}") for number in range(8)]

    def grab(counsellor: Counsellor) -> bool:
        try:
            take_over(world.deps, talk.id, counsellor)
        except AlreadyTakenError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(grab, crowd)) == 1
    assert world.keys(talk).count("utter_person_joined") == 1


def test_a_conversation_nobody_called_for_cannot_be_accepted(world: World, sam: Counsellor) -> None:
    with pytest.raises(NotWaitingError):
        take_over(world.deps, world.start().id, sam)


def test_a_counsellors_message_is_stored_once_with_the_name(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    sent = [counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi, I am here.") for _ in range(2)]
    assert [received.duplicate for received in sent] == [False, True]
    said = world.log(talk)[-1].said
    assert (said.sender, said.author, said.text) == (Sender.COUNSELLOR, "Sam", "Hi, I am here.")


def test_a_client_id_the_young_person_used_does_not_swallow_a_counsellors_message(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    take_over(world.deps, talk.id, sam)
    theirs = world.hear(talk, "hello").message
    assert theirs.client_id
    assert not counsellor_reply(world.deps, talk.id, sam, client_id=theirs.client_id, text="Hi").duplicate


def test_only_the_owner_may_speak_return_or_close(world: World, talk: Conversation, sam: Counsellor, alex: Counsellor) -> None:
    for counsellor in (sam, alex):
        with pytest.raises(NotOwnerError):
            close(world.deps, talk.id, counsellor)
    take_over(world.deps, talk.id, sam)
    with pytest.raises(NotOwnerError):
        counsellor_reply(world.deps, talk.id, alex, client_id="1", text="Hi")
    with pytest.raises(NotOwnerError):
        return_to_bot(world.deps, talk.id, alex)
    with pytest.raises(NotOwnerError):
        close(world.deps, talk.id, alex)
    assert world.now(talk).counsellor_id == sam.id


def test_a_counsellors_empty_or_endless_message_is_refused(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    with pytest.raises(EmptyMessageError):
        counsellor_reply(world.deps, talk.id, sam, client_id="1", text=" ")
    with pytest.raises(MessageTooLongError):
        counsellor_reply(world.deps, talk.id, sam, client_id="1", text="a" * 4001)


def test_returned_to_the_bot_it_answers_again(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    back = return_to_bot(world.deps, talk.id, sam)
    assert (back.owner, back.counsellor_id, back.waiting_since) == (Owner.BOT, None, None)
    assert world.keys(talk)[-1] == "utter_person_left"
    assert not world.hear(talk, "hello again").message.handled
    assert world.claim()


def test_a_closed_conversation_stays_closed(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    closed = close(world.deps, talk.id, sam)
    assert (closed.owner, closed.ended_at, closed.counsellor_id) == (Owner.CLOSED, world.clock(), None)
    assert world.keys(talk)[-1] == "utter_closed"
    with pytest.raises(ClosedConversationError):
        take_over(world.deps, talk.id, sam)
    with pytest.raises(NotOwnerError):
        counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")


def test_every_move_is_in_the_moves_log(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    return_to_bot(world.deps, talk.id, sam)
    with world.store.read() as tx:
        moves = tx.owner_changes(talk.id)
    assert [(one.move, one.by, one.reason) for one in moves] == [
        (Move.CALL_PERSON, "young_person", "asked"),
        (Move.TAKE_OVER, sam.id, "accepted"),
        (Move.RETURN_TO_BOT, sam.id, "returned"),
    ]
