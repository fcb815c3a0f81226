"""The menu and what it opens: reached with the keyboard, closed with Escape, and Leave never covered."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import Reply, Stage
from tests.journeys.staged_page import StagedPage

FACTS = {
    "facts": [
        {"id": "age", "label": "Age", "value": "13 to 17", "how": "tapped"},
        {"id": "country", "label": "Country", "value": "Ireland", "how": "inferred"},
    ]
}


@pytest.fixture
def talking(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    expect(staged.page.get_by_role("button", name="Menu", exact=True)).to_be_visible()
    return staged


def test_escape_goes_back_step_by_step_and_gives_the_keyboard_back(talking: StagedPage) -> None:
    talking.page.get_by_role("button", name="Menu", exact=True).focus()
    talking.page.keyboard.press("Enter")
    expect(talking.panel.get_by_role("heading", name="Menu")).to_be_focused()
    talking.panel.get_by_role("button", name="Delete my chat").focus()
    talking.page.keyboard.press("Enter")
    expect(talking.panel.get_by_role("heading", name="Delete my chat")).to_be_focused()
    talking.page.keyboard.press("Escape")
    expect(talking.panel.get_by_role("button", name="Delete my chat")).to_be_focused()
    talking.page.keyboard.press("Escape")
    expect(talking.panel).to_have_count(0)
    expect(talking.page.get_by_role("button", name="Menu", exact=True)).to_be_focused()
    talking.page.keyboard.press("Escape")
    talking.reads("chatbot")


def test_what_lies_under_a_panel_cannot_be_reached_and_leave_can(talking: StagedPage) -> None:
    talking.open_menu()
    expect(talking.page.get_by_role("textbox")).to_have_count(0)
    expect(talking.page.get_by_role("button", name="Leave")).to_be_visible()
    reached = set()
    for _ in range(15):
        talking.page.keyboard.press("Tab")
        reached.add(talking.focused())
    assert {"Menu", "Leave", "Talk to a person"} <= reached
    assert "Send" not in reached


def test_a_person_is_one_tap_away_from_every_panel(stage: Stage, talking: StagedPage) -> None:
    talking.open_menu("Delete my chat")
    talking.tap("Talk to a person")
    expect(talking.panel).to_have_count(0)
    talking.has_sent()
    assert len(stage.receives("/person")) == 1


def test_a_new_message_shows_itself_over_a_panel(stage: Stage, talking: StagedPage) -> None:
    talking.open_menu()
    stage.says("Call somebody now.")
    talking.tap("New message")
    expect(talking.panel).to_have_count(0)
    talking.reads("Call somebody now.")


def test_a_new_message_is_announced_while_a_panel_is_open(stage: Stage, talking: StagedPage) -> None:
    talking.open_menu()
    stage.says("I'm still here.")
    expect(talking.page.locator(".unseen[role=status]")).to_contain_text("I'm still here.")
    assert talking.announced.count("Chatbot said. I'm still here.") == 1


def test_how_to_be_safe_is_read_over_the_chat_which_goes_on(stage: Stage, talking: StagedPage) -> None:
    address = talking.page.url
    talking.open_menu("Privacy and safety")
    expect(talking.panel).to_contain_text("Leaving does not clear your history")
    expect(talking.panel.get_by_role("heading", name="Shared or watched phones")).to_be_visible()
    stage.says("I'm still here.")
    talking.tap("New message")
    talking.reads("I'm still here.")
    assert (talking.page.url, len(talking.page.context.pages)) == (address, 1)
    assert stage.asked_for("/leave") == []


def test_how_to_be_safe_that_cannot_be_read_says_so_and_the_chat_goes_on(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/safety"] = Reply(500, {})
    talking.open_menu("Privacy and safety")
    expect(talking.panel).to_contain_text("Something went wrong")
    talking.tap("Back")
    expect(talking.panel.get_by_role("button", name="Privacy and safety")).to_be_focused()
    talking.tap("Close")
    talking.reads("chatbot")


def test_what_the_server_does_not_offer_is_not_shown(stage: Stage, staged: StagedPage) -> None:
    for name in ("wait", "staffed", "has_code"):
        del stage.state[name]
    stage.says("Hi.")
    staged.start().open_menu()
    assert [row.split("\n")[0] for row in staged.panel.locator(".menu-row").all_inner_texts()] == [
        "Act normal",
        "Privacy and safety",
        "Wipe this device",
    ]


def test_an_address_that_is_not_there_takes_its_row_away_and_ends_nothing(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/passed-on"] = Reply(404, {"error": {"code": "not_found"}})
    talking.open_menu("What a counsellor sees")
    expect(talking.panel).to_contain_text("can't be done right now")
    talking.tap("Back")
    expect(talking.panel.get_by_role("button", name="What a counsellor sees")).to_have_count(0)
    talking.tap("Close")
    talking.reads("chatbot")


def test_what_is_passed_on_can_be_read_and_corrected_line_by_line(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/passed-on"] = Reply(200, FACTS)
    talking.open_menu("What a counsellor sees")
    age = talking.panel.get_by_role("listitem").filter(has_text="Age")
    expect(age).to_contain_text("You tapped this")
    expect(talking.panel.get_by_role("listitem").filter(has_text="Ireland")).to_contain_text("We guessed this")
    age.get_by_role("button", name="Not right").click()
    expect(age).to_contain_text("You said this is not right")
    assert stage.receives("/passed-on/wrong") == [{"id": "age"}]
    assert "13 to 17" in talking.focused()
    expect(talking.panel.get_by_role("button", name="Not right")).to_have_count(1)


def test_deleting_says_what_it_means_and_asks_once(stage: Stage, talking: StagedPage) -> None:
    talking.open_menu("Delete my chat")
    expect(talking.panel).to_contain_text("No one can bring it back")
    assert stage.asked_for("/delete") == []
    talking.tap("Yes, delete my chat")
    expect(talking.page.get_by_role("heading", name="Your chat is deleted.")).to_be_focused()
    assert len(stage.receives("/delete")) == 1
    assert "chatbot" not in talking.page.content()
    assert talking.page.evaluate("sessionStorage.length") == 0
    talking.page.reload()
    expect(talking.page.get_by_role("button", name="Start chat")).to_be_visible()


def test_deleting_that_fails_says_so_and_keeps_the_chat(stage: Stage, talking: StagedPage) -> None:
    stage.replies["/delete"] = Reply(500, {})
    talking.open_menu("Delete my chat")
    talking.tap("Yes, delete my chat")
    expect(talking.panel.get_by_role("alert")).to_contain_text("Something went wrong")
    talking.tap("Keep my chat")
    talking.tap("Close")
    talking.reads("chatbot")


def test_wiping_leaves_nothing_in_the_tab_and_ends_the_session(stage: Stage, talking: StagedPage) -> None:
    talking.open_menu("Wipe this device")
    expect(talking.panel).to_contain_text("only with a code")
    talking.tap("Yes, wipe it")
    expect(talking.page.get_by_role("heading", name="Done.")).to_be_focused()
    assert talking.page.evaluate("[sessionStorage.length, localStorage.length, document.cookie]") == [0, 0, ""]
    assert "chatbot" not in talking.page.content()
    assert stage.receives("/leave") == [{"token": "t_1"}]
    assert stage.asked_for("/delete") == []


def test_simple_words_are_switched_on_and_stay_on_after_a_reload(stage: Stage, talking: StagedPage) -> None:
    talking.open_menu()
    switch = talking.panel.get_by_role("switch", name="Simple words")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    assert stage.receives("/simple-words") == [{"on": True}]
    talking.page.reload()
    talking.open_menu()
    expect(switch).to_have_attribute("aria-checked", "true")


def test_the_language_can_be_changed_until_something_was_said(stage: Stage, talking: StagedPage) -> None:
    stage.languages = [{"code": "en", "name": "English"}, {"code": "es", "name": "Español"}]
    talking.page.reload()
    talking.open_menu("Language")
    stage.language = "es"
    talking.panel.get_by_role("button", name="Español").click()
    expect(talking.page.get_by_role("button", name="Menú")).to_be_visible()
    assert stage.asked_for("/conversations")[-1] == {"language": "es"}
    talking.say("hola")
    talking.page.get_by_role("button", name="Menú").click()
    expect(talking.panel.get_by_role("button", name="Idioma")).to_have_count(0)
