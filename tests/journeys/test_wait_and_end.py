"""Who answers, how long it may take, a picture that is refused, and a clear end with a clean new beginning."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Reply, Stage
from tests.journeys.staged_page import StagedPage


@pytest.fixture
def talking(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    return staged


def _who(page: StagedPage) -> Any:
    return page.page.locator(".who")


def test_who_answers_is_said_at_every_switch(stage: Stage, talking: StagedPage) -> None:
    expect(_who(talking)).to_have_text("Chatbot")
    stage.becomes(owner="waiting", queue_place=1)
    expect(_who(talking)).to_have_text("Chatbot, for now")
    stage.becomes(owner="counsellor", counsellor="Sam", queue_place=None)
    stage.says("I'm Sam. I'm with you.", "counsellor", author="Sam")
    expect(_who(talking)).to_have_text("Sam")
    expect(talking.page.locator(".author")).to_have_text("Sam")
    stage.becomes(owner="bot", counsellor=None)
    expect(_who(talking)).to_have_text("Chatbot")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"wait": {"from": 2, "to": 10}}, "about 2 to 10 minutes"),
        ({"wait": {"from": 0, "to": 4}}, "about 1 to 4 minutes"),
        ({"wait": {"from": 5, "to": 5}}, "about 5 minutes"),
        ({"wait": {"from": 0, "to": 1}}, "about a minute"),
        ({"wait": None}, "can't say how long"),
        ({"wait": {"from": 2, "to": 10}, "staffed": False}, "No counsellor is at the desk"),
    ],
    ids=["a range", "from nothing", "one number", "soon", "unknown", "nobody there"],
)
def test_the_wait_is_told_as_far_as_it_is_known(stage: Stage, talking: StagedPage, state: dict[str, Any], told: str) -> None:
    stage.becomes(owner="waiting", queue_place=3, **state)
    card = talking.page.locator(".waiting")
    expect(card).to_contain_text("number 3 in line")
    expect(card).to_contain_text(told)
    assert [line for line in talking.announced if "number 3" in line and told in line]


def test_a_place_that_does_not_change_is_announced_once(stage: Stage, talking: StagedPage) -> None:
    stage.becomes(owner="waiting", queue_place=2, wait={"from": 2, "to": 10})
    expect(talking.page.locator(".waiting")).to_be_visible()
    stage.becomes(wait={"from": 2, "to": 9})
    expect(talking.page.locator(".waiting")).to_contain_text("2 to 9")
    assert len([line for line in talking.announced if "in line" in line]) == 1


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_is_refused_with_the_reason_and_what_helps_instead(stage: Stage, talking: StagedPage, way: str) -> None:
    assert not talking.brings_picture(way)
    refusal = talking.page.get_by_role("alert")
    expect(refusal).to_contain_text("No one needs to see them")
    refusal.get_by_role("button", name="How can I get a picture taken down?").click()
    expect(refusal).to_have_count(0)
    talking.has_sent()
    assert [body["text"] for body in stage.receives("/messages")] == ["How can I get a picture taken down?"]
    expect(talking.page.locator("input[type=file]")).to_have_count(0)


def test_the_end_is_clear_and_asks_one_question_that_can_be_left_alone(stage: Stage, talking: StagedPage) -> None:
    stage.becomes(owner="closed")
    expect(talking.page.get_by_text("This chat is closed now.")).to_be_visible()
    expect(talking.page.get_by_role("textbox")).to_have_count(0)
    question = talking.page.get_by_role("group", name="Did this chat help?")
    question.get_by_role("button", name="A bit").click()
    expect(question).to_have_count(0)
    expect(talking.page.get_by_text("Thank you for telling us.")).to_be_visible()
    assert stage.receives("/feedback") == [{"answer": "a_bit"}]


def test_a_new_chat_after_the_end_holds_nothing_of_the_old_one(stage: Stage, talking: StagedPage) -> None:
    stage.becomes(owner="closed")
    talking.tap("Start a new chat")
    expect(talking.page.get_by_role("button", name="Start chat")).to_be_visible()
    assert talking.page.evaluate("sessionStorage.length") == 0
    assert "chatbot." not in talking.page.content().replace("A chatbot answers first.", "")
    assert stage.receives("/leave") == [{"token": "t_1"}]


def test_privacy_its_limits_and_the_way_out_stand_before_the_first_word(stage: Stage, staged: StagedPage) -> None:
    stage.languages = [{"code": "en", "name": "English"}, {"code": "es", "name": "Español"}]
    staged.open()
    expect(staged.page.locator(".welcome-lines li")).to_have_count(3)
    expect(staged.page.get_by_text("a person may need to get help")).to_be_visible()
    expect(staged.page.locator(".exit-card")).to_contain_text("Shift three times")
    staged.page.get_by_role("button", name="Privacy and safety").click()
    expect(staged.panel).to_contain_text("Leaving does not clear your history")
    expect(staged.panel.get_by_role("button", name="Talk to a person")).to_be_visible()
    staged.tap("Close")
    expect(staged.page.get_by_role("textbox")).to_have_count(0)
    staged.page.get_by_role("button", name="Español").click()
    expect(staged.page.get_by_role("button", name="Empezar el chat")).to_be_visible()
    assert staged.page.evaluate("document.documentElement.lang") == "es"
    staged.page.get_by_role("button", name="Empezar el chat").click()
    expect(staged.page.locator(".talk")).to_be_visible()
    assert stage.receives("/conversations") == [{"language": "es"}]


def test_the_page_turns_round_for_languages_that_read_from_the_right(stage: Stage, staged: StagedPage) -> None:
    stage.direction = "rtl"
    staged.start()
    leave = staged.page.get_by_role("button", name="Leave").bounding_box()
    assert leave
    assert leave["x"] < 50


def test_feedback_that_the_server_does_not_take_breaks_nothing(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/feedback"] = Reply(500, {})
    stage.becomes(owner="closed")
    talking.tap("It helped")
    expect(talking.page.get_by_text("Thank you")).to_be_visible()
    expect(talking.page.get_by_role("button", name="Start a new chat")).to_be_enabled()
