"""What a counsellor writes is not lost: not by an ended session, not by a reload, not by another chat."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage

SignIn = Callable[[str], CounsellorPage]
END_SESSION = "fetch('/api/sign-out', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'})"


def _asks(person: YoungPersonPage) -> None:
    person.start()
    person.say("my ex says he will post my pics")
    person.ask_for_person()
    person.sees("asked for a person")


def test_a_session_that_ends_while_somebody_writes_keeps_the_draft(young_person: YoungPersonPage, at_the_desk: SignIn) -> None:
    sam = at_the_desk("Sam")
    _asks(young_person)
    sam.take_next()
    sam.answer.fill("This one was half written")
    # Somewhere else the session was ended; this page does not know it yet.
    sam.page.evaluate(END_SESSION)
    sam.press("h")
    sam.reads("Your session has ended")
    assert "my pics" not in sam.page.content()  # nothing stays on a screen somebody has walked away from
    sam.sign_in_again()
    expect(sam.answer).to_have_value("This one was half written", timeout=ANSWER)
    sam.hears("my ex says he will post my pics")
    sam.answer.press("Enter")
    young_person.sees("This one was half written")
    sam.close_chat()


def test_an_answer_sent_into_an_ended_session_arrives_once_they_are_back(
    young_person: YoungPersonPage, at_the_desk: SignIn
) -> None:
    sam = at_the_desk("Sam")
    _asks(young_person)
    sam.take_next()
    sam.page.evaluate(END_SESSION)
    sam.say("I was just saying something")
    sam.reads("Your session has ended")
    sam.sign_in_again()
    young_person.sees("I was just saying something")
    sam.reads("I was just saying something")
    assert young_person.log.get_by_text("I was just saying something").count() == 1
    sam.close_chat()


def test_a_reload_keeps_the_draft_and_signing_out_does_not(young_person: YoungPersonPage, at_the_desk: SignIn) -> None:
    sam = at_the_desk("Sam")
    _asks(young_person)
    sam.take_next()
    sam.answer.fill("not sent yet")
    sam.page.reload()
    sam.page.get_by_role("tab", name="Chat").first.click(timeout=ANSWER)
    expect(sam.answer).to_have_value("not sent yet", timeout=ANSWER)
    sam.close_chat()
    sam.page.get_by_role("button", name="Sign out").click()
    expect(sam.page.get_by_label("Password")).to_be_visible(timeout=ANSWER)
    assert sam.page.evaluate("Object.keys(sessionStorage)") == []


def test_saved_replies_and_cards_become_a_draft_and_are_never_sent_by_themselves(
    young_person: YoungPersonPage, at_the_desk: SignIn
) -> None:
    sam = at_the_desk("Sam")
    _asks(young_person)
    sam.take_next()
    sam.press("/")
    option = sam.page.get_by_role("option").first
    expect(option).to_be_visible(timeout=ANSWER)
    sam.page.keyboard.type("sounds so scary")
    expect(sam.page.get_by_role("option")).to_have_count(1)
    sam.page.keyboard.press("Enter")
    expect(sam.answer).to_have_value("I've read it. That sounds so scary. What would help most right now?")
    sam.press("g")
    sam.page.get_by_role("button", name="Put into my answer").first.click(timeout=ANSWER)
    expect(sam.answer).to_have_value(re.compile(r"What would help most right now\?\n."))
    assert sam.page.locator(".line-counsellor").count() == 0
    sam.close_chat()


def test_single_keys_do_nothing_while_somebody_writes_or_when_they_are_switched_off(
    young_person: YoungPersonPage, at_the_desk: SignIn
) -> None:
    sam = at_the_desk("Sam")
    _asks(young_person)
    sam.take_next()
    sam.answer.press_sequentially("ghbn?")
    expect(sam.answer).to_have_value("ghbn?")
    expect(sam.page.get_by_role("tab", name="Brief")).to_have_attribute("aria-selected", "true")
    sam.answer.fill("")
    sam.press("?")
    sam.page.get_by_label("Single keys work").uncheck()
    sam.page.keyboard.press("Escape")
    sam.press("g")
    expect(sam.page.get_by_role("tab", name="Brief")).to_have_attribute("aria-selected", "true")
    sam.close_chat()
