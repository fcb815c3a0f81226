"""The whole story in a browser without JavaScript: told, answered, in danger, joined by a counsellor, and away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.people import ANSWER, CounsellorPage
from tests.journeys.test_screens import SIZES, check
from tests.server import Server

EXIT = "**/weather"


class PlainPerson:
    """Somebody whose browser runs no scripts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address
        page.context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))

    def start(self) -> PlainPerson:
        self.page.goto(self._address)
        self.page.wait_for_url("**/plain?lang=en", timeout=ANSWER)
        self.press("Start chat")
        self.sees("I'm a chatbot")
        return self

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).last.click(timeout=ANSWER)

    def say(self, text: str) -> None:
        self.field.fill(text)
        self.press("Send")

    def sees(self, text: str) -> None:
        self.log.get_by_text(text).last.wait_for(timeout=ANSWER)

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log").first

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your message")


@pytest.fixture
def plain(browser: Browser, served: Server) -> PlainPerson:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield PlainPerson(context.new_page(), served.web)
    context.close()


def test_heard_answered_in_danger_and_joined_by_a_counsellor(plain: PlainPerson, counsellor: CounsellorPage) -> None:
    plain.start()
    plain.say("someone has pics of me and says hell send them to everyone i follow")
    plain.sees("blackmail")
    expect(plain.field).to_have_value("")
    plain.say("ive already taken loads of tablets")
    expect(plain.page.get_by_role("link", name="Call 999").first).to_have_attribute("href", "tel:999")
    expect(plain.page.get_by_text("No one is here yet").last).to_be_visible()
    counsellor.sign_in()
    counsellor.take_next()
    counsellor.say("Hi, I have read it. I am here now.")
    plain.field.fill("not sent yet")
    plain.press("Show new messages")
    plain.sees("I am here now.")
    expect(plain.field).to_have_value("not sent yet")
    plain.press("Send")
    counsellor.reads("not sent yet")
    counsellor.close_chat()
    plain.press("Show new messages")
    expect(plain.page.get_by_role("link", name="Start a new chat")).to_be_visible()


def test_a_quick_answer_and_a_person_are_one_tap_away(plain: PlainPerson) -> None:
    plain.start()
    plain.say("should i just pay him")
    plain.sees("Try not to pay")
    plain.press("Talk to a person")
    plain.sees("asked for a person")
    expect(plain.page.get_by_role("button", name="We've asked for a person")).to_be_disabled()
    plain.press("Leave")
    plain.page.wait_for_url(EXIT, timeout=ANSWER)


def test_a_reload_sends_nothing_twice_and_the_token_is_in_no_address(plain: PlainPerson) -> None:
    plain.start()
    plain.say("is it my fault")
    plain.sees("not your fault")
    for _ in range(2):
        plain.page.reload()
        plain.sees("not your fault")
    expect(plain.log.locator(".bubble-own").filter(has_text="is it my fault")).to_have_count(1)
    assert plain.page.url.endswith("/plain?lang=en#newest")
    assert plain.page.context.cookies() == []


def test_what_is_typed_after_going_back_is_a_message_of_its_own(plain: PlainPerson) -> None:
    plain.start()
    plain.say("is it my fault")
    plain.sees("not your fault")
    plain.page.go_back()
    plain.say("is this private")
    plain.sees("is this private")
    expect(plain.log.locator(".bubble-own").filter(has_text="is it my fault")).to_have_count(1)


def test_messages_keep_coming_while_something_is_being_typed(plain: PlainPerson, counsellor: CounsellorPage) -> None:
    plain.start()
    plain.press("Talk to a person")
    plain.sees("asked for a person")
    plain.page.get_by_role("button", name="Keep showing new messages").click(no_wait_after=True)
    expect(plain.page.get_by_text("show up here by themselves")).to_be_visible(timeout=ANSWER)
    plain.field.fill("still typing")
    counsellor.sign_in()
    counsellor.take_next()
    counsellor.say("Hello, I am here with you.")
    expect(plain.page.get_by_role("log").last.get_by_text("I am here with you")).to_be_visible(timeout=ANSWER)
    expect(plain.field).to_have_value("still typing")
    counsellor.close_chat()


def test_leaving_ends_the_session_and_back_does_not_bring_it_back(plain: PlainPerson, served: Server) -> None:
    plain.start()
    plain.say("he says he will post it")
    hidden = {name: plain.page.locator(f'input[name="{name}"]').input_value() for name in ("conversation", "token")}
    plain.press("Leave")
    plain.page.wait_for_url(EXIT, timeout=ANSWER)
    plain.page.go_back()
    expect(plain.page.get_by_text("he says he will post it")).to_have_count(0)
    address = f"{served.web}/api/conversations/{hidden['conversation']}"
    assert plain.page.request.get(address, headers={"Authorization": f"Bearer {hidden['token']}"}).status == 401


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_usable_by_everybody(
    served: Server, new_page: Callable[..., Page], screenshots: Path, size: str, scheme: str
) -> None:
    page = new_page(*SIZES[size], scheme=scheme)
    person = PlainPerson(page, f"{served.web}/plain")
    name = f"{size}-{scheme}"
    page.goto(f"{served.web}/plain")
    check(page, screenshots / f"plain-first-{name}.png")
    person.press("Start chat")
    person.say("someone has pics of me and says hell send them to everyone i follow")
    person.sees("blackmail")
    check(page, screenshots / f"plain-answer-{name}.png")
    person.say("ive already taken loads of tablets")
    expect(page.get_by_role("link", name="Call 999").first).to_be_visible()
    check(page, screenshots / f"plain-crisis-{name}.png")
    page.goto(f"{served.web}/safety")
    check(page, screenshots / f"safety-{name}.png")
    page.screenshot(path=screenshots / f"safety-full-{name}.png", full_page=True)
