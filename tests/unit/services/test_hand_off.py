"""The hand-off: exactly one counsellor, who alone may speak, return and close."""

from __future__ import annotations

from collections.abc import Callable
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
    NotReadError,
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


def test_what_nobody_answered_before_the_return_is_answered_by_the_bot(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Hi")
    asked = world.hear(talk, "what now").message
    return_to_bot(world.deps, talk.id, sam, read_up_to=asked.seq)
    work = world.claim()
    assert work
    assert work.message.seq == asked.seq
    assert world.answer(work)
    assert world.keys(talk)[-2:] == ["utter_person_left", "utter_answer"]


def test_after_a_counsellors_last_word_the_bot_owes_nothing(world: World, talk: Conversation, sam: Counsellor) -> None:
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Bye")
    return_to_bot(world.deps, talk.id, sam)
    assert world.claim() is None


def test_who_may_see_the_screen_gets_no_answer_of_the_bots_after_a_return(
    world: World, talk: Conversation, sam: Counsellor
) -> None:
    take_over(world.deps, talk.id, sam)
    world.hear(talk, "watched now")
    return_to_bot(world.deps, talk.id, sam)
    assert world.claim() is None


@pytest.mark.parametrize("let_go", [return_to_bot, close])
def test_nobody_lets_go_of_words_they_have_not_read(
    world: World, talk: Conversation, sam: Counsellor, let_go: Callable[..., Conversation]
) -> None:
    take_over(world.deps, talk.id, sam)
    read = world.log(talk)[-1].seq
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Bye")
    unread = world.hear(talk, "T0 now").message.seq
    with pytest.raises(NotReadError):
        let_go(world.deps, talk.id, sam, read_up_to=read)
    assert world.now(talk).counsellor_id == sam.id
    let_go(world.deps, talk.id, sam, read_up_to=unread)
    assert world.now(talk).counsellor_id is None


def test_what_the_counsellor_and_the_house_wrote_needs_no_reading(world: World, talk: Conversation, sam: Counsellor) -> None:
    read = world.log(talk)[-1].seq
    take_over(world.deps, talk.id, sam)
    counsellor_reply(world.deps, talk.id, sam, client_id="1", text="Bye")
    assert close(world.deps, talk.id, sam, read_up_to=read).owner is Owner.CLOSED


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
