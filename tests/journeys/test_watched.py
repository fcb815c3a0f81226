"""Somebody looks at the screen: nothing on it says that a person was called or has come, until it is said to be over."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.people import ANSWER, YoungPersonPage
from tests.journeys.stage import Stage
from tests.journeys.staged_page import StagedPage

CARD = {"name": "A helpline", "phone": "000"}
GIVING_AWAY = ("Sam", "in line", "counsellor", "helpline", "has come", "asked for a person")


@pytest.fixture
def waiting(stage: Stage, staged: StagedPage) -> StagedPage:
    """Somebody who waits, after helplines were shown and a person had been here."""
    stage.says("Here is who you can call.", helplines=[CARD])
    stage.says("Sam has come.", "system")
    stage.says("I've read it.", "counsellor", author="Sam")
    stage.becomes(owner="waiting", queue_place=2, staffed=True)
    staged.start().reads("I've read it.")
    expect(staged.page.locator(".waiting-place")).to_contain_text("number 2 in line")
    return staged


def watched(stage: Stage) -> None:
    stage.becomes(neutral=True, owner="bot", queue_place=None, staffed=False)


def test_the_page_shows_nothing_of_it_and_has_it_again_afterwards(stage: Stage, waiting: StagedPage) -> None:
    waiting.say("act normal, someone is here")
    waiting.has_sent()
    watched(stage)
    stage.says("Sure, let's do the homework first.")
    expect(waiting.page.locator(".waiting")).to_have_count(0)
    waiting.reads("let's do the homework first")
    waiting.say("which page")
    waiting.reads("which page")
    waiting.has_sent()
    expect(waiting.page.get_by_role("log").get_by_text("I've read it.")).to_have_count(0)
    expect(waiting.page.get_by_role("log").get_by_text("act normal")).to_have_count(0)
    shown = waiting.page.locator(".page").inner_text()
    assert [words for words in GIVING_AWAY if words.lower() in shown.lower()] == []
    expect(waiting.page.get_by_role("heading", name="Chat", exact=True)).to_be_visible()
    stage.becomes(neutral=False, owner="waiting", queue_place=1, staffed=True)
    expect(waiting.page.locator(".waiting-place")).to_contain_text("next in line")
    shown = waiting.page.locator(".page").inner_text()
    assert all(words in shown for words in ("Sam has come.", "A helpline", "act normal, someone is here"))


def test_a_reload_brings_nothing_of_it_back(stage: Stage, waiting: StagedPage) -> None:
    waiting.say("act normal, someone is here")
    waiting.has_sent()
    watched(stage)
    stage.says("Sure, let's do the homework first.")
    waiting.reads("let's do the homework first")
    waiting.page.reload()
    waiting.reads("let's do the homework first")
    expect(waiting.page.get_by_role("log").locator(".bubble")).to_have_count(1)


def test_a_screen_reader_names_nobody_aloud(stage: Stage, waiting: StagedPage) -> None:
    watched(stage)
    expect(waiting.page.locator(".waiting")).to_have_count(0)
    stage.says("Alex has come.", "system")
    stage.says("How is the homework going?", "counsellor", author="Alex")
    waiting.reads("How is the homework going?")
    expect(waiting.page.locator(".unseen[role=status]")).to_contain_text("How is the homework going?")
    assert "How is the homework going?" in waiting.announced
    assert [line for line in waiting.announced if "Alex" in line] == []


def test_a_person_stays_one_tap_away(stage: Stage, waiting: StagedPage) -> None:
    watched(stage)
    expect(waiting.page.get_by_role("button", name="Talk to a person")).to_be_enabled()


def test_from_the_words_to_the_way_back_with_the_real_server(young_person: YoungPersonPage) -> None:
    young_person.start()
    young_person.ask_for_person()
    card = young_person.page.locator(".waiting")
    expect(card).to_be_visible(timeout=ANSWER)
    young_person.page.get_by_role("textbox").fill("act normal someones looking")
    young_person.page.keyboard.press("Enter")
    expect(card).to_have_count(0, timeout=ANSWER)
    young_person.sees("Is it going okay?")
    expect(young_person.log.get_by_text("act normal someones looking")).to_have_count(0)
    young_person.say("hi im back")
    expect(card).to_be_visible(timeout=ANSWER)
