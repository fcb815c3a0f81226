"""What happens in an app is handled like our own chat, also when it is handled twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.app_words import AppWords, Wish
from bot.conversation.message import Sender
from bot.conversation.owner import Owner
from bot.services.app_receipts import WINDOW_CLOSED, TooEarlyError
from bot.services.channel_records import ChannelEvent, Contact, Delivery, EventKind, Reach
from bot.services.close import close
from bot.services.from_app import Apps, handle_delivery
from bot.services.ports import Conversation
from bot.services.send_out import Taken, claim_outgoing, delete_asked, note_sent
from bot.services.take_over import take_over
from tests.world import World

ME = "a chat of mine"
WORDS = AppWords({Wish.STOP: frozenset({"stop"}), Wish.DELETE: frozenset({"delete my chat"})})
APPS = Apps(lambda _: WORDS, lambda tag: tag if tag in {"en", "es"} else "en", windows={"app": timedelta(hours=24)})

Happens = Callable[..., None]


@pytest.fixture
def happens(world: World) -> Happens:
    """Something happens in the app."""
    count = 0

    def now(kind: EventKind = EventKind.MESSAGE, text: str = "", *, key: str = "", **about: object) -> None:
        nonlocal count
        count += 1
        event = ChannelEvent(kind, key or f"k{count}", ME, text=text, **about)  # type: ignore[arg-type]
        handle_delivery(world.deps, APPS, Delivery(count, "app", event))

    return now


def here(world: World) -> tuple[Conversation, Contact]:
    with world.store.read() as tx:
        found = tx.conversation_at("app", ME)
        assert found
        conversation, contact = tx.conversation(found), tx.contact(found)
    assert conversation
    assert contact
    return conversation, contact


def said(world: World) -> list[str]:
    return [one.said.text for one in world.log(here(world)[0]) if one.said.sender is Sender.YOUNG_PERSON]


def test_the_same_event_handled_twice_is_stored_once(world: World, happens: Happens) -> None:
    for _ in range(3):
        happens(text="hello", key="same")
    assert said(world) == ["hello"]


def test_a_text_longer_than_a_message_is_stored_whole_in_pieces(world: World, happens: Happens) -> None:
    text = "".join(f"{number:06}" for number in range(1500))
    happens(text=text)
    assert len(said(world)) == 3
    assert "".join(said(world)) == text


def test_the_language_of_the_app_is_the_language_of_the_chat_where_it_is_offered(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN, language="es")
    assert here(world)[0].language == "es"
    assert world.keys(here(world)[0]) == ["utter_welcome_app"]
    happens(EventKind.BEGUN)  # pressed again: nothing is said twice
    assert world.keys(here(world)[0]) == ["utter_welcome_app"]


def test_after_a_chat_was_closed_a_new_one_begins(world: World, happens: Happens) -> None:
    happens(text="person please")
    first, _ = here(world)
    sam = world.counsellor("Sam", here=True)
    take_over(world.deps, first.id, sam)
    close(world.deps, first.id, sam)
    happens(text="hello again")
    second, _ = here(world)
    assert second.id != first.id
    assert said(world) == ["hello again"]


def test_stop_from_somebody_in_danger_leaves_them_in_the_queue(world: World, happens: Happens) -> None:
    happens(text="T0 now")
    happens(text="stop")
    conversation, contact = here(world)
    assert conversation.owner is Owner.WAITING
    assert contact.stop_after_seq == conversation.last_seq
    happens(text="wait i am back")
    assert here(world)[0].id == conversation.id
    assert here(world)[1].stop_after_seq is None


def test_what_the_platform_calls_a_stop_is_one_and_says_nothing_more(world: World, happens: Happens) -> None:
    happens(text="hello")
    happens(EventKind.STOPPED)
    conversation, contact = here(world)
    assert conversation.owner is Owner.CLOSED
    assert contact.sent_seq == conversation.last_seq
    assert "utter_app_stopped" not in world.keys(conversation)
    happens(EventKind.STOPPED)  # also of nobody who ever wrote, and twice


def test_a_deletion_that_is_not_asked_for_twice_deletes_nothing(world: World, happens: Happens) -> None:
    happens(text="hello")
    happens(text="delete my chat")
    for number in range(3):
        happens(text=f"something else {number}")
    happens(text="delete my chat")
    assert here(world)[1].delete_at is None
    assert world.keys(here(world)[0]).count("utter_app_delete_ask") == 2


def test_a_deletion_happens_when_its_words_were_taken_or_after_a_while(world: World, happens: Happens) -> None:
    happens(text="delete my chat")
    happens(text="delete my chat")
    conversation, _ = here(world)
    assert delete_asked(world.deps) == 0
    world.clock.pass_by(minutes=3)  # the platform is away
    assert delete_asked(world.deps) == 1
    with world.store.read() as tx:
        assert tx.conversation(conversation.id) is None
        assert tx.conversation_at("app", ME) is None


def test_a_group_and_a_receipt_of_a_stranger_leave_nothing(world: World, happens: Happens) -> None:
    happens(EventKind.GROUP, text="hi all")
    happens(EventKind.READ, at=datetime.now(UTC))
    for kind in (EventKind.DELIVERED, EventKind.FAILED):
        with pytest.raises(TooEarlyError):  # whoever hands it over tries again, and then gives up
            happens(kind, message_id="unknown")
    happens(EventKind.WITHDRAWN, message_id="unknown")
    with world.store.read() as tx:
        assert tx.conversation_at("app", ME) is None


def test_a_tap_on_a_button_of_long_ago_counts_as_its_words_and_an_unknown_one_is_answered(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    happens(EventKind.TAP, tap="never_offered")
    assert world.keys(here(world)[0])[-1] == "utter_app_unreadable"
    happens(EventKind.TAP, tap="affirm")
    assert said(world) == ["Yes"]


def sent(world: World, platform_id: str) -> Contact:
    """Everything that is due is taken by the platform, all of it under one id."""
    (outgoing,) = claim_outgoing(world.deps, ["app"], "lease", 8)
    for message in outgoing.messages:
        note_sent(world.deps, outgoing, message, Taken(1, 1, [platform_id], world.clock()))
    with world.store.write() as tx:
        tx.release_outbox(outgoing.contact.conversation_id, "lease")
    return outgoing.contact


def test_each_part_that_is_taken_renews_the_lease_so_that_nobody_else_sends_meanwhile(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    (outgoing,) = claim_outgoing(world.deps, ["app"], "lease", 8)
    world.clock.pass_by(seconds=25)
    note_sent(world.deps, outgoing, outgoing.messages[0], Taken(1, 2, ["p1"], world.clock()))
    world.clock.pass_by(seconds=25)
    assert claim_outgoing(world.deps, ["app"], "another", 8) == []
    world.clock.pass_by(seconds=10)  # it was killed
    (found,) = claim_outgoing(world.deps, ["app"], "another", 8)
    assert found.contact.sent_parts == 1


def test_who_has_lost_the_lease_renews_nothing(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    (slow,) = claim_outgoing(world.deps, ["app"], "slow", 8)
    world.clock.pass_by(seconds=31)
    (outgoing,) = claim_outgoing(world.deps, ["app"], "another", 8)
    with world.store.write() as tx:
        tx.release_outbox(outgoing.contact.conversation_id, "another")
    note_sent(world.deps, slow, slow.messages[0], Taken(1, 2, ["p1"], world.clock()))
    assert claim_outgoing(world.deps, ["app"], "another", 8)


def test_receipts_never_go_back(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    sent(world, "p1")
    happens(EventKind.READ, message_id="p1")
    happens(EventKind.DELIVERED, message_id="p1")
    _, contact = here(world)
    assert (contact.delivered_seq, contact.read_seq) == (1, 1)


def test_a_receipt_that_tells_a_moment_is_for_all_that_was_sent_by_then(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    sent(world, "p1")
    happens(EventKind.READ, at=world.clock() + timedelta(seconds=1))
    assert here(world)[1].read_seq == 1


def test_a_receipt_of_a_moment_says_nothing_of_what_was_asked_for_after_it(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    before = world.clock()
    world.clock.pass_by(seconds=5)  # the platform was away
    sent(world, "p1")
    with pytest.raises(TooEarlyError):  # it may be on its way: it is not known who was first
        happens(EventKind.READ, at=before + timedelta(seconds=1))
    assert here(world)[1].read_seq == 0
    happens(EventKind.READ, at=before + timedelta(seconds=6))
    assert here(world)[1].read_seq == 1


def test_a_moment_that_is_told_in_milliseconds_is_for_all_of_the_last_one(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    told = world.clock()
    world.clock.pass_by(microseconds=900)
    sent(world, "p1")
    happens(EventKind.READ, at=told)
    assert here(world)[1].read_seq == 1


def test_the_id_of_their_last_message_is_kept_only_where_it_is_needed(world: World, happens: Happens) -> None:
    happens(text="hello", message_id="m1")
    assert here(world)[1].heard_id == ""
    wants = replace(APPS, heard_ids=["app"])
    for number in (2, 3):
        event = ChannelEvent(EventKind.MESSAGE, f"key{number}", ME, text="and", message_id=f"m{number}")
        handle_delivery(world.deps, wants, Delivery(100 + number, "app", event))
        assert here(world)[1].heard_id == f"m{number}"
    handle_delivery(world.deps, wants, Delivery(104, "app", ChannelEvent(EventKind.TAP, "key4", ME, tap="affirm")))
    assert here(world)[1].heard_id == "m3"


def test_what_the_platform_could_not_deliver_in_time_is_held_and_sent_with_their_next_message(
    world: World, happens: Happens
) -> None:
    happens(EventKind.BEGUN)
    sent(world, "p1")
    happens(EventKind.FAILED, text=WINDOW_CLOSED, message_id="p1")
    assert here(world)[1].held_at
    assert claim_outgoing(world.deps, ["app"], "lease", 8) == []
    happens(text="hello")
    (outgoing,) = claim_outgoing(world.deps, ["app"], "lease", 8)
    assert [one.said.key for one in outgoing.messages][:1] == ["utter_welcome_app"]


def test_what_the_platform_cannot_deliver_at_all_ends_the_sending(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    sent(world, "p1")
    happens(EventKind.FAILED, message_id="p1")
    assert here(world)[1].reach is Reach.UNREACHABLE


def test_two_senders_do_not_send_to_the_same_person(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    assert len(claim_outgoing(world.deps, ["app"], "one", 8)) == 1
    assert claim_outgoing(world.deps, ["app"], "two", 8) == []
    world.clock.pass_by(seconds=61)  # the first one died
    assert len(claim_outgoing(world.deps, ["app"], "two", 8)) == 1


def test_an_app_that_is_off_now_keeps_what_it_owes(world: World, happens: Happens) -> None:
    happens(EventKind.BEGUN)
    assert claim_outgoing(world.deps, ["another"], "one", 8) == []
    assert here(world)[1].sent_seq == 0
