"""The same page in a real Firefox: a talk, the ways out, what is refused, a break in the network, and no JavaScript at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.browsers import launch_firefox, pages_of
from tests.journeys.people import ANSWER, YoungPersonPage
from tests.journeys.stage import Stage
from tests.journeys.staged_page import StagedPage
from tests.journeys.test_cover import hold_title
from tests.journeys.test_leaving import AT_MOST, EXIT, TIMED
from tests.journeys.test_screens import check
from tests.journeys.test_without_javascript import PlainPerson
from tests.server import Server


@pytest.fixture(scope="module")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    launched = launch_firefox(playwright, tmp_path_factory.mktemp("firefox"))
    yield launched
    launched.close()


@pytest.fixture
def new_page(firefox: Browser) -> Iterator[Callable[..., Page]]:
    with pages_of(firefox) as open_page:
        yield open_page


@pytest.fixture
def talking(stage: Stage, staged: StagedPage) -> StagedPage:
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    return staged


def test_a_talk_with_buttons_that_a_reload_does_not_end(young_person: YoungPersonPage, screenshots: Path) -> None:
    assert "Firefox" in young_person.page.evaluate("navigator.userAgent")
    young_person.open()
    expect(young_person.page.get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)
    check(young_person.page, screenshots / "firefox-first.png")
    young_person.start()
    young_person.say("should i just pay him")
    young_person.sees("Try not to pay")
    expect(young_person.page.locator(".answer").first).to_be_visible(timeout=ANSWER)
    check(young_person.page, screenshots / "firefox-answer.png")
    young_person.page.reload()
    young_person.sees("Try not to pay")
    young_person.ask_for_person()
    young_person.sees("asked for a person")
    assert young_person.page.title() == "Chat"


@pytest.mark.parametrize("way", ["button", "keyboard"])
def test_leaving_blanks_the_page_replaces_it_and_ends_the_session(
    young_person: YoungPersonPage, served: Server, way: str
) -> None:
    page = young_person.page
    page.context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto(f"{served.web}/static/icon.svg")
    young_person.start()
    young_person.say("he says he will post it")
    session = page.evaluate("JSON.parse(sessionStorage.chat)")
    before = page.evaluate("history.length")
    if way == "button":
        page.get_by_role("button", name="Leave").first.click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(EXIT, timeout=ANSWER)
    assert page.evaluate("history.length") == before
    page.goto(f"{served.web}/static/icon.svg")
    assert page.evaluate("sessionStorage.length") == 0
    address = f"{served.web}/api/conversations/{session['conversation']}"
    assert page.request.get(address, headers={"Authorization": f"Bearer {session['token']}"}).status == 401


def test_an_old_telephone_sees_nothing_of_a_long_chat_a_tenth_of_a_second_after_leaving(
    stage: Stage, talking: StagedPage
) -> None:
    for number in range(300):
        stage.says(f"message {number}", "bot" if number % 2 else "young_person")
    talking.reads("message 299")
    talking.page.context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    assert talking.page.evaluate(TIMED, ".leave") < AT_MOST


def test_the_chat_hides_behind_a_list_that_outlives_a_reload(talking: StagedPage) -> None:
    talking.page.get_by_role("textbox").fill("half a sentence")
    talking.hide()
    assert "chatbot" not in talking.page.content()
    talking.page.reload()
    expect(talking.cover_title).to_be_visible()
    assert talking.page.title() == "Shopping list"
    hold_title(talking)
    talking.reads("chatbot")


def test_a_text_that_is_too_long_and_a_picture_are_refused_and_kept_from_the_network(stage: Stage, talking: StagedPage) -> None:
    talking.say("word " * 1_000)
    expect(talking.page.get_by_role("status").filter(has_text="too long")).to_be_visible()
    expect(talking.page.get_by_role("button", name="Send")).to_be_disabled()
    talking.page.get_by_role("textbox").fill("")
    assert not talking.brings_picture("drop")  # Firefox puts no files into a paste that a script makes up
    expect(talking.page.get_by_role("alert")).to_contain_text("No one needs to see them")
    assert stage.asked_for("/messages") == []


def test_words_written_offline_arrive_once_when_the_network_is_back(stage: Stage, talking: StagedPage) -> None:
    talking.page.context.set_offline(True)
    talking.say("are you there")
    expect(talking.page.get_by_text("Trying again")).to_be_visible()
    talking.page.context.set_offline(False)
    talking.has_sent()
    assert [one["text"] for one in stage.log].count("are you there") == 1


class KeyboardPerson(PlainPerson):
    """Where no script runs, the page cannot tell Playwright that a button holds still or a field is free. Keys ask no such thing."""

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).last.press("Enter", timeout=ANSWER)

    def say(self, text: str) -> None:
        self.field.focus()
        self.page.keyboard.insert_text(text)
        self.press("Send")


def test_without_javascript_the_same_chat_is_forms(playwright: Playwright, served: Server, tmp_path: Path) -> None:
    browser = launch_firefox(playwright, tmp_path, javascript_enabled=False)
    person = KeyboardPerson(browser.new_page(viewport={"width": 360, "height": 740}), served.web)
    person.start()
    person.say("should i just pay him")
    person.sees("Try not to pay")
    person.press("Talk to a person")
    person.sees("asked for a person")
    person.press("Leave")
    person.page.wait_for_url(EXIT, timeout=ANSWER)
    browser.close()
