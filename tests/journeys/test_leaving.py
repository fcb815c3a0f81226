"""Leaving fast, and what stays behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import ANSWER, YoungPersonPage
from tests.journeys.stage import Stage
from tests.journeys.staged_page import StagedPage
from tests.server import Server

EXIT = "**/weather"
AT_MOST = 100  # ms from the tap to the blank page, on a telephone four times slower than this machine
TIMED = """(selector) => new Promise((done) => {
  const began = performance.now()
  const isGone = () => document.documentElement.hidden || document.querySelector('.bubble') === null
  document.querySelector(selector).click()
  const look = () => (isGone() ? done(performance.now() - began) : setTimeout(look))
  look()
})"""


@pytest.fixture
def weather(young_person: YoungPersonPage) -> YoungPersonPage:
    """The exit page without the network."""
    young_person.page.context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    return young_person


@pytest.mark.parametrize("way", ["button", "keyboard"])
def test_leaving_blanks_the_page_goes_elsewhere_and_ends_the_session(weather: YoungPersonPage, way: str) -> None:
    weather.start()
    weather.say("he says he will post it")
    token = weather.page.evaluate("Object.values(sessionStorage).join(' ')")
    assert token
    if way == "button":
        weather.page.get_by_role("button", name="Leave").first.click()
    else:
        for _ in range(3):
            weather.page.keyboard.press("Shift")
    weather.page.wait_for_url(EXIT, timeout=ANSWER)
    weather.page.go_back()
    expect(weather.page.get_by_text("he says he will post it")).to_have_count(0)
    weather.open()
    expect(weather.page.get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)
    assert token not in weather.page.evaluate("Object.values(sessionStorage).join(' ')")


@pytest.mark.parametrize("selector", [".leave", ".help-quiet"], ids=["leaving", "hiding"])
def test_a_long_chat_is_gone_within_a_tenth_of_a_second(stage: Stage, staged: StagedPage, selector: str) -> None:
    staged.page.context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    for number in range(300):
        stage.says(f"message {number}", "bot" if number % 2 else "young_person")
    staged.start().reads("message 299")
    if selector == ".help-quiet":  # the first time it only explains
        staged.hide()
        for _ in range(5):
            staged.cover_title.click()
    staged.page.context.new_cdp_session(staged.page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    assert staged.page.evaluate(TIMED, selector) < AT_MOST


def test_the_page_never_tells_what_it_is(young_person: YoungPersonPage) -> None:
    young_person.start()
    assert young_person.page.title() == "Chat"
    young_person.say("he has pics of me")
    assert "pics" not in young_person.page.title()


def test_it_says_that_it_is_a_chatbot_and_offers_a_person_on_every_screen(young_person: YoungPersonPage) -> None:
    young_person.open()
    expect(young_person.page.get_by_text("chatbot answers first")).to_be_visible()
    expect(young_person.page.get_by_role("button", name="Talk to a person")).to_be_visible()
    young_person.start()
    expect(young_person.page.get_by_text("Chatbot", exact=True).first).to_be_visible()
    expect(young_person.page.locator("footer").get_by_role("button", name="Talk to a person")).to_be_visible()


def test_a_reload_goes_on_where_it_was_and_another_tab_knows_nothing(
    young_person: YoungPersonPage, served: Server, new_page: Callable[..., Page]
) -> None:
    young_person.start()
    young_person.say("is it my fault")
    young_person.sees("not your fault")
    young_person.page.reload()
    young_person.sees("not your fault")
    other = young_person.page.context.new_page()
    other.goto(served.web)
    expect(other.get_by_role("button", name="Start chat")).to_be_visible()
    expect(other.get_by_text("not your fault")).to_have_count(0)


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", True), ("localhost", False)], ids=["own site", "another site"])
def test_it_is_embedded_only_where_the_operator_allows_it(served: Server, browser: Browser, host: str, *, shown: bool) -> None:
    page = browser.new_page()
    address = f"http://{host}:{served.web_port}/host.html"
    frame = f'<iframe id="chat" src="{served.web}/" width="360" height="700"></iframe>'
    page.route(address, lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(address)
    start = page.frame_locator("#chat").get_by_role("button", name="Start chat")
    if shown:
        expect(start).to_be_visible(timeout=ANSWER)
    else:
        page.wait_for_timeout(1000)
        expect(start).to_have_count(0)
    page.context.close()
