"""Which quick answers are on the screen. bot/ui/tests/turn.test.ts asks the same of the page."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.conversation.message import Button, Draft, Message, Sender
from bot.conversation.taps import offered, open_buttons

YES, PERSON = Button("affirm", "Yes"), Button("ask_for_person", "Talk to a person")


def log(*said: Sender | tuple[Sender, Button]) -> list[Message]:
    drafts = [Draft(one[0], "x", buttons=one[1:]) if isinstance(one, tuple) else Draft(one, "x") for one in said]
    return [Message("c_1", seq, datetime(2026, 3, 1, tzinfo=UTC), draft) for seq, draft in enumerate(drafts, 1)]


def test_the_offers_of_the_newest_message_that_has_any_are_open() -> None:
    assert open_buttons(log(Sender.YOUNG_PERSON, (Sender.BOT, PERSON), (Sender.BOT, YES), Sender.BOT)) == (YES,)


def test_nothing_is_open_once_the_young_person_has_said_something() -> None:
    assert open_buttons(log((Sender.BOT, YES), Sender.YOUNG_PERSON)) == ()


def test_what_the_bot_offered_is_closed_once_a_counsellor_has_come_or_written() -> None:
    assert open_buttons(log((Sender.BOT, PERSON), Sender.SYSTEM)) == ()
    assert open_buttons(log((Sender.BOT, PERSON), Sender.COUNSELLOR)) == ()


def test_what_the_note_of_who_has_left_offers_is_open() -> None:
    assert open_buttons(log((Sender.BOT, YES), Sender.SYSTEM, Sender.COUNSELLOR, (Sender.SYSTEM, PERSON))) == (PERSON,)


def test_a_tap_in_the_moment_in_which_a_counsellor_comes_still_counts() -> None:
    assert offered(log((Sender.BOT, YES), Sender.SYSTEM), "affirm") == YES
