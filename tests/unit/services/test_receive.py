"""Taking a message: stored once, screened always, never lost."""

from __future__ import annotations

import pytest

from bot.conversation.owner import Owner
from bot.safety.assessment import Assessment
from bot.safety.tiers import Concern, Tier
from bot.services.ask_for_person import ask_for_person
from bot.services.close import close
from bot.services.errors import (
    BadClientIdError,
    ClosedConversationError,
    EmptyMessageError,
    MessageTooLongError,
    UnknownConversationError,
)
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.services.take_over import take_over
from tests.world import World


def test_a_message_is_stored_with_the_next_number_and_its_assessment(world: World) -> None:
    talk = world.start()
    message = world.hear(talk, "T2 someone has pics of me").message
    assert (message.seq, message.said.text, message.handled) == (2, "T2 someone has pics of me", False)
    assert world.log(talk)[-1] == message
    assert message.said.assessment
    assert message.said.assessment.tier is Tier.T2


def test_a_retry_is_stored_once(world: World) -> None:
    talk = world.start()
    first = receive(world.deps, talk.id, client_id="same", text="hello")
    again = receive(world.deps, talk.id, client_id="same", text="hello")
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.message == first.message
    assert len(world.log(talk)) == 2


def test_the_same_client_id_in_two_conversations_is_two_messages(world: World) -> None:
    one, other = world.start(), world.start()
    assert not receive(world.deps, one.id, client_id="same", text="hello").duplicate
    assert not receive(world.deps, other.id, client_id="same", text="hello").duplicate


def test_a_retry_after_the_close_still_finds_its_message(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    first = receive(world.deps, talk.id, client_id="last", text="person please")
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    assert receive(world.deps, talk.id, client_id="last", text="person please").message.seq == first.message.seq


def test_the_screen_is_shown_the_six_texts_before_in_order(world: World) -> None:
    talk = world.start()
    for number in range(7):
        world.hear(talk, f"text {number}")
    world.hear(talk, "now")
    assert world.screen.contexts[-1] == tuple(f"text {number}" for number in range(1, 7))


def test_the_screen_is_told_the_language_of_the_conversation(world: World) -> None:
    talk, _ = start_conversation(world.deps, language="es")
    world.hear(talk, "hola")
    assert world.screen.languages[-1] == "es"


def test_a_message_that_slips_in_during_screening_is_part_of_the_context(world: World) -> None:
    talk = world.start()
    world.screen.meanwhile.append(lambda: world.hear(talk, "slipped in"))
    message = world.hear(talk, "slow one").message
    assert message.seq == 3
    assert world.screen.contexts[-1][-1] == "slipped in"


def test_a_message_is_stored_although_the_screen_fails(world: World, caplog: pytest.LogCaptureFixture) -> None:
    talk = world.start()
    world.screen.broken = True
    message = world.hear(talk, "please help").message
    assert world.log(talk)[-1].said.text == "please help"
    assert message.said.assessment
    assert (message.said.assessment.tier, message.said.assessment.ask) == (Tier.T2, True)
    assert "screen_failed" in caplog.text
    assert "please help" not in caplog.text


@pytest.mark.parametrize("text", ["", "   ", "\n\t", None])
def test_an_empty_message_is_refused(world: World, text: str | None) -> None:
    talk = world.start()
    with pytest.raises(EmptyMessageError):
        world.hear(talk, text)
    assert len(world.log(talk)) == 1


def test_the_longest_text_is_taken_and_one_more_character_refused(world: World) -> None:
    talk, limit = world.start(), world.deps.settings.max_text
    world.hear(talk, "a" * limit)
    with pytest.raises(MessageTooLongError):
        world.hear(talk, "a" * (limit + 1))


@pytest.mark.parametrize("client_id", ["", "x" * 65])
def test_a_message_without_a_usable_client_id_is_refused(world: World, client_id: str) -> None:
    with pytest.raises(BadClientIdError):
        receive(world.deps, world.start().id, client_id=client_id, text="hello")


def test_an_unknown_conversation_is_refused(world: World) -> None:
    with pytest.raises(UnknownConversationError):
        receive(world.deps, "c_unknown", client_id="1", text="hello")


@pytest.mark.parametrize("text", ["half \ud83d pair", "nul \x00 inside", "\u202eturned", "emoji 😔"])
def test_any_text_can_be_stored_and_read_again(world: World, text: str) -> None:
    talk = world.start()
    world.hear(talk, text)
    stored = world.log(talk)[-1].said.text
    assert stored == text.replace("\ud83d", "\ufffd")
    stored.encode()


def test_a_closed_conversation_takes_nothing_more(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person")
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    with pytest.raises(ClosedConversationError):
        world.hear(talk, "hello?")


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("T0 now", Owner.WAITING),
        ("T1 soon", Owner.WAITING),
        ("T2 someone has pics of me", Owner.BOT),
        ("T4 hi", Owner.BOT),
        ("person", Owner.WAITING),
    ],
)
def test_a_person_is_called_when_it_is_urgent_or_asked_for(world: World, said: str, owner: Owner) -> None:
    talk = world.start()
    seq = world.hear(talk, said).message.seq
    stored = world.now(talk)
    assert stored.owner is owner
    assert stored.called_by_seq == (seq if owner is Owner.WAITING else None)
    assert (stored.waiting_since is not None) == (owner is Owner.WAITING)


def test_calling_a_person_is_written_in_the_moves_log_without_words(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T0 now")
    with world.store.read() as tx:
        (move,) = tx.owner_changes(talk.id)
    assert (move.owner, move.by, move.reason) == (Owner.WAITING, "young_person", "tier_t0")


def test_what_cannot_wait_calls_a_person_and_raises_nothing(world: World) -> None:
    talk = world.start()
    world.screen.verdict = Assessment(Tier.T2, live_person=True)
    seq = world.hear(talk, "ten minutes left").message.seq
    stored = world.now(talk)
    assert (stored.owner, stored.tier, stored.called_by_seq) == (Owner.WAITING, Tier.T2, seq)


def test_a_calm_message_never_lowers_the_tier(world: World) -> None:
    talk = world.start()
    for said in ("T2 scared", "T1 soon", "T4 its fine", "T3 ok"):
        world.hear(talk, said)
    stored = world.now(talk)
    assert (stored.tier, stored.concern, stored.raised_by_seq) == (Tier.T1, Concern.DANGER, 3)


def test_a_second_call_keeps_the_place_in_the_queue(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    first = world.now(talk)
    world.clock.pass_by(minutes=1)
    world.hear(talk, "person")
    assert world.now(talk).waiting_since == first.waiting_since
    assert world.now(talk).called_by_seq == first.called_by_seq


def test_one_tap_asks_for_a_person_and_says_what_the_button_says(world: World) -> None:
    talk = world.start()
    message = ask_for_person(world.deps, talk.id, client_id="tap").message
    assert (message.said.tap, message.said.text) == ("ask_for_person", "Talk to a person")
    assert world.now(talk).owner is Owner.WAITING


def test_the_tap_to_a_person_is_legal_where_no_message_offers_it(world: World) -> None:
    talk = world.start()
    for _ in range(60):
        world.hear(talk, "blah")
    message = ask_for_person(world.deps, talk.id, client_id="tap").message
    assert (message.said.tap, message.said.text) == ("ask_for_person", "Talk to a person")


def test_a_person_can_be_called_while_the_screen_is_broken(world: World) -> None:
    talk = world.start()
    world.screen.broken = True
    ask_for_person(world.deps, talk.id, client_id="tap")
    assert world.now(talk).owner is Owner.WAITING


def test_while_a_counsellor_owns_it_a_message_is_screened_but_not_owed_by_the_bot(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person")
    take_over(world.deps, talk.id, sam)
    message = world.hear(talk, "T0 now").message
    assert message.handled
    assert world.now(talk).tier is Tier.T0
    assert world.now(talk).owner is Owner.COUNSELLOR


def test_a_message_rings_for_the_log_the_brain_and_the_consoles(world: World) -> None:
    rung: list[tuple[str, str, int]] = []
    for topic in ("log", "work", "queue"):
        world.doorbell.subscribe(topic, lambda talk, seq, topic=topic: rung.append((topic, talk, seq)))  # type: ignore[misc]
    talk = world.start()
    rung.clear()
    world.hear(talk, "T4 hi")
    assert rung == [("log", talk.id, 2), ("work", talk.id, 2)]
    rung.clear()
    world.hear(talk, "T0 now")
    assert rung == [("queue", talk.id, 3), ("log", talk.id, 3), ("work", talk.id, 3)]  # danger: the consoles first
