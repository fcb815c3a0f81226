"""Act normal: the chat is gone behind a shopping list at once, and only the gesture brings it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Stage
from tests.journeys.staged_page import StagedPage

SECRET = "someone is threatening me"


@pytest.fixture
def hidden(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says(SECRET)
    staged.start().reads(SECRET)
    staged.page.get_by_role("textbox").fill("half a sentence")
    staged.hide()
    return staged


def _nothing_readable(hidden: StagedPage) -> None:
    assert SECRET not in hidden.page.content()
    assert "half a sentence" not in hidden.page.content()
    assert hidden.page.title() == "Shopping list"
    expect(hidden.cover_title).to_be_visible()


def test_how_it_comes_back_is_told_before_it_is_used_and_only_once(stage: Stage, staged: StagedPage) -> None:
    stage.says(SECRET)
    staged.start().tap("Act normal")
    expect(staged.panel).to_contain_text("press and hold the title")
    staged.tap("Hide the chat now")
    _nothing_readable(staged)
    hold_title(staged)
    staged.tap("Act normal")
    _nothing_readable(staged)


def test_nothing_of_the_chat_is_left_in_the_page(hidden: StagedPage) -> None:
    _nothing_readable(hidden)
    expect(hidden.page.get_by_role("log")).to_have_count(0)
    expect(hidden.page.get_by_role("status")).to_have_count(0)


def test_a_stray_press_a_key_or_escape_does_not_bring_it_back(hidden: StagedPage) -> None:
    hidden.cover_title.click()
    hidden.page.keyboard.press("Escape")
    hidden.page.keyboard.press("Enter")
    hidden.page.get_by_text("Milk").click()
    hidden.page.mouse.move(60, 48)
    hidden.page.mouse.down()
    hidden.page.wait_for_timeout(1_000)
    hidden.page.mouse.up()
    _nothing_readable(hidden)


def test_a_reload_stays_covered_under_the_same_title(hidden: StagedPage) -> None:
    hidden.page.reload()
    expect(hidden.cover_title).to_be_visible()
    _nothing_readable(hidden)
    hold_title(hidden)
    hidden.reads(SECRET)


def test_what_arrives_meanwhile_is_neither_shown_nor_announced_and_is_read_out_once_afterwards(
    stage: Stage, hidden: StagedPage
) -> None:
    stage.says("are you still there")
    hidden.page.wait_for_timeout(500)
    _nothing_readable(hidden)
    assert "are you still there" not in hidden.page.content()
    hold_title(hidden)
    hidden.reads("are you still there")
    assert hidden.announced == ["Chatbot said. are you still there"]


def test_holding_the_title_brings_back_the_chat_and_what_was_half_written(hidden: StagedPage) -> None:
    hold_title(hidden)
    hidden.reads(SECRET)
    expect(hidden.page.get_by_role("textbox")).to_have_value("half a sentence")
    assert hidden.page.title() == "Chat"


def test_on_a_keyboard_enter_is_held_and_sends_nothing(stage: Stage, hidden: StagedPage) -> None:
    hidden.cover_title.focus()
    hidden.page.keyboard.down("Enter")
    for _ in range(10):
        hidden.page.wait_for_timeout(220)
        hidden.page.keyboard.down("Enter")  # the key repeats while it is held
    hidden.page.keyboard.up("Enter")
    hidden.reads(SECRET)
    expect(hidden.page.get_by_role("textbox")).to_have_value("half a sentence")
    assert stage.asked_for("/messages") == []


def test_who_cannot_hold_presses_five_times(hidden: StagedPage) -> None:
    for _ in range(4):
        hidden.cover_title.click()
    _nothing_readable(hidden)
    hidden.cover_title.click()
    hidden.reads(SECRET)


def test_the_list_can_be_written_on_and_is_forgotten(hidden: StagedPage) -> None:
    hidden.page.get_by_label("New item").fill("Eggs")
    hidden.page.get_by_role("button", name="Add").click()
    expect(hidden.page.get_by_text("Eggs")).to_be_visible()
    hidden.page.reload()
    expect(hidden.cover_title).to_be_visible()
    expect(hidden.page.get_by_text("Eggs")).to_have_count(0)


def test_shift_three_times_leaves_from_behind_the_list(hidden: StagedPage) -> None:
    hidden.page.context.route("**/weather", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    for _ in range(3):
        hidden.page.keyboard.press("Shift")
    hidden.page.wait_for_url("**/weather")


def hold_title(hidden: StagedPage) -> None:
    """As long as it takes, with a mouse."""
    box = hidden.cover_title.bounding_box()
    assert box
    hidden.page.mouse.move(box["x"] + 20, box["y"] + 20)
    hidden.page.mouse.down()
    expect(hidden.page.get_by_role("log")).to_be_visible()
    hidden.page.mouse.up()
