"""A code opens the chat again: made and shown once, stopped, and typed in on the first screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Reply, Stage
from tests.journeys.staged_page import StagedPage

CODE = "river lamp seven bread"


@pytest.fixture
def choosing(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says("Hi. I'm a chatbot.")
    stage.replies["/code"] = Reply(201, {"code": CODE})
    staged.start().open_menu("Come back later")
    return staged


@pytest.mark.parametrize(("button", "kind"), [("Make four words", "words"), ("Make a number", "digits")])
def test_a_code_is_shown_once_with_how_to_keep_it(stage: Stage, choosing: StagedPage, button: str, kind: str) -> None:
    choosing.tap(button)
    expect(choosing.panel).to_contain_text("Write it down somewhere safe")
    expect(choosing.panel.get_by_text(CODE)).to_be_focused()
    assert stage.receives("/code") == [{"kind": kind}]
    choosing.tap("Back")
    choosing.panel.get_by_role("button", name="Come back later").click()
    expect(choosing.panel).to_contain_text("can't show it again")
    assert CODE not in choosing.page.content()
    assert CODE not in choosing.page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")


def test_copying_says_that_it_is_copied(choosing: StagedPage) -> None:
    choosing.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choosing.tap("Make four words")
    choosing.tap("Copy")
    expect(choosing.panel).to_contain_text("Copied.")
    assert choosing.page.evaluate("navigator.clipboard.readText()") == CODE


def test_copying_works_the_old_way_where_the_new_one_is_forbidden(choosing: StagedPage) -> None:
    choosing.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    choosing.tap("Make four words")
    choosing.tap("Copy")
    expect(choosing.panel).to_contain_text("Copied.")


def test_a_code_can_be_stopped(stage: Stage, choosing: StagedPage) -> None:
    choosing.tap("Make four words")
    choosing.tap("Stop my code")
    expect(choosing.panel).to_contain_text("Your code has stopped")
    assert CODE not in choosing.page.content()
    assert len(stage.receives("/code/withdraw")) == 1


def test_a_code_opens_the_chat_from_the_first_screen(stage: Stage, staged: StagedPage) -> None:
    stage.says("We spoke yesterday.")
    stage.replies["/rejoin"] = Reply(200, {"conversation": "c_2", "token": "t_2", "language": "en", "last_seq": 1})
    staged.open().tap("I have a code")
    expect(staged.page.get_by_label("Your code")).to_be_focused()
    staged.page.get_by_label("Your code").fill(" River  LAMP-seven bread")
    staged.page.keyboard.press("Enter")
    staged.reads("We spoke yesterday.")
    assert stage.receives("/rejoin") == [{"code": " River  LAMP-seven bread"}]
    staged.page.reload()
    staged.reads("We spoke yesterday.")


def test_whoever_has_lost_the_code_can_ask_for_a_person(stage: Stage, staged: StagedPage) -> None:
    staged.open().tap("I have a code")
    staged.panel.get_by_role("button", name="Talk to a person").click()
    staged.has_sent()
    assert len(stage.receives("/person")) == 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(404, {"error": {"code": "code"}}), "does not open a chat"),
        (Reply(429, {"error": {"code": "busy"}}, {"Retry-After": "60"}), "wait a few minutes"),
        (Reply(500, {}), "Sorry, something broke"),
        (Reply(200, {"conversation": "c_2"}, cut=True), "Sorry, something broke"),
    ],
    ids=["unknown", "too many", "broken", "half an answer"],
)
def test_a_code_that_does_not_work_says_why_and_can_be_corrected(
    stage: Stage, staged: StagedPage, reply: Reply, told: str
) -> None:
    stage.replies["/rejoin"] = reply
    staged.open().tap("I have a code")
    staged.page.get_by_label("Your code").fill("river lamp")
    staged.tap("Open my chat")
    expect(staged.panel.get_by_role("alert")).to_contain_text(told)
    expect(staged.page.get_by_label("Your code")).to_have_value("river lamp")
    staged.page.keyboard.press("Escape")
    expect(staged.page.get_by_role("button", name="I have a code")).to_be_focused()
