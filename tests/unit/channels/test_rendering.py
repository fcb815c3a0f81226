"""One message of the log as an app shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channels.capabilities import Buttons, Capabilities
from bot.channels.rendering import parts
from bot.conversation.app_words import AppWords
from bot.conversation.message import Button, Draft, Message, Sender
from bot.guidance.app_texts import AppTexts

APP = Capabilities("app", "App", "", 200, Buttons(3, 20), None, timedelta(), links=True, typing=True, receipts=True)
TEXTS = AppTexts(AppWords({}), "Reply with a number:", "Call {phone}", "Text {sms}")
YES, NO, PERSON = Button("affirm", "Yes"), Button("deny", "No"), Button("ask_for_person", "Talk to a person")
CARD = {"name": "A line", "phone": "000 00", "sms": "11", "hours": "Open now", "note": "Free", "url": "https://x.example"}


def message(draft: Draft) -> Message:
    return Message("c_1", 7, datetime.now(UTC), draft)


def texts(draft: Draft, app: Capabilities = APP, *, watched: bool = False, offers: bool = True) -> list[str]:
    return [part.text for part in parts(message(draft), app, TEXTS, watched=watched, offers=offers)]


def test_answers_that_fit_are_buttons_of_the_last_part() -> None:
    long = Draft(Sender.BOT, "A sentence of words. " * 20, buttons=(YES, PERSON))
    found = parts(message(long), APP, TEXTS, watched=False, offers=True)
    assert [part.answers for part in found] == [()] * (len(found) - 1) + [(YES, PERSON)]
    references = [part.reference for part in found]
    assert len(set(references)) == len(found)
    assert references == [part.reference for part in parts(message(long), APP, TEXTS, watched=False, offers=True)]
    assert "c_1" not in "".join(references)  # an id of ours is nobody else's
    assert len(found) > 1


def test_a_message_with_buttons_may_hold_less_than_one_without() -> None:
    app = replace(APP, buttons=Buttons(3, 20, text=30))
    said = "Seven words are in this sentence here. And a few more are in that one. Well?"
    found = parts(message(Draft(Sender.BOT, said, buttons=(YES,))), app, TEXTS, watched=False, offers=True)
    assert [len(part.text) <= 30 for part in found if part.answers] == [True]
    assert found[-1].answers == (YES,)
    assert " ".join(part.text for part in found) == said
    assert texts(Draft(Sender.BOT, said), app) == [said]


def test_one_answer_that_does_not_fit_makes_all_of_them_numbers() -> None:
    draft = Draft(Sender.BOT, "Which?", buttons=(YES, Button("x", "An answer of many words"), PERSON))
    (part,) = parts(message(draft), APP, TEXTS, watched=False, offers=True)
    assert part.answers == ()
    assert part.text == "Which?\n\nReply with a number:\n1. Yes\n2. An answer of many words\n3. Talk to a person"


def test_what_is_no_offer_any_more_shows_no_answers() -> None:
    assert texts(Draft(Sender.BOT, "Which?", buttons=(YES, NO)), replace(APP, buttons=Buttons(0)), offers=False) == ["Which?"]


def test_a_button_that_calls_is_a_line_with_the_number_unless_it_is_said_already() -> None:
    call = Button("call", "Call now", tel="000")
    assert texts(Draft(Sender.BOT, "Please call.", buttons=(call,))) == ["Please call.\n\nCall now: 000"]
    assert texts(Draft(Sender.BOT, "Call 000.", buttons=(call,))) == ["Call 000."]
    named = Button("call", "Call 000 now", tel="000")
    assert texts(Draft(Sender.BOT, "Please call.", buttons=(named,))) == ["Please call.\n\nCall 000 now"]


def test_a_page_is_its_address_where_one_can_be_tapped() -> None:
    draft = Draft(Sender.BOT, "Look.", buttons=(Button("page", "The tool", url="https://x.example"),))
    assert texts(draft) == ["Look.\n\nThe tool: https://x.example"]
    assert texts(draft, replace(APP, links=False)) == ["Look.\n\nThe tool"]


def test_a_helpline_is_told_in_lines() -> None:
    said = "Somebody is there."
    whole = f"{said}\n\nA line\nOpen now\nFree\nCall 000 00\nText 11\nhttps://x.example"
    assert texts(Draft(Sender.BOT, said, helplines=(CARD,))) == [whole]
    assert texts(Draft(Sender.BOT, said, helplines=(CARD,)), watched=True) == [said]


def test_a_counsellor_is_named_but_not_to_eyes_that_read_along() -> None:
    draft = Draft(Sender.COUNSELLOR, "Hello", author="Sam")
    assert texts(draft) == ["Sam: Hello"]
    assert texts(draft, watched=True) == ["Hello"]


def test_nothing_said_is_nothing_sent() -> None:
    assert texts(Draft(Sender.BOT, "  ")) == []
