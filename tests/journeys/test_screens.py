"""Every screen is usable by everybody: no axe violation, no sideways scroll, light and dark. Pictures for people who review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage
from tests.server import Server

SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def check(page: Page, picture: Path, *, contrast: bool = True) -> None:
    """Take the picture, then look for what would shut somebody out. axe reads the page's colours, not those a system forces on it."""
    page.wait_for_timeout(300)  # transitions of 150 ms have ended
    page.screenshot(path=picture)
    found = Axe().run(page, options={**RULES, "rules": {"color-contrast": {"enabled": contrast}}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"


def test_the_first_screen_is_light_enough_for_one_bar_of_signal(served: Server, new_page: Callable[..., Page]) -> None:
    """At 400 kbit/s every 50 KB cost a second; what is asked for one after the other costs a journey each."""
    page, answers = new_page(360, 740), []
    page.on("requestfinished", lambda request: answers.append((request.url, request.sizes()["responseBodySize"])))
    YoungPersonPage(page, served.web).open()
    expect(page.get_by_role("button", name="Start chat")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(answers) <= 5, answers
    assert sum(size for _, size in answers) < 50_000, answers


DELETE = """() => {
  const { conversation, token } = JSON.parse(sessionStorage.getItem('chat'))
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  return fetch(`/api/conversations/${conversation}/delete`, { method: 'POST', headers, body: '{}' }).then((answer) => answer.status)
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_chat_is_usable_by_everybody(
    served: Server, new_page: Callable[..., Page], screenshots: Path, size: str, scheme: str
) -> None:
    person = YoungPersonPage(new_page(*SIZES[size], scheme=scheme), served.web).open()
    name = f"{size}-{scheme}"
    expect(person.page.get_by_role("button", name="Start chat")).to_be_visible()
    check(person.page, screenshots / f"chat-first-{name}.png")
    person.start()
    person.say("someone has pics of me and says hell send them to everyone i follow")
    expect(
        person.page.get_by_role("button", name="I'm okay").or_(person.page.get_by_role("button", name="Show me")).first
    ).to_be_visible(timeout=ANSWER)
    check(person.page, screenshots / f"chat-answer-{name}.png")
    person.say("ive already taken loads of tablets")
    expect(person.page.get_by_role("link", name="Call 999").first).to_be_visible(timeout=ANSWER)
    check(person.page, screenshots / f"chat-crisis-{name}.png")
    assert person.page.evaluate(DELETE) == 204  # or somebody in danger would wait before all others for the rest of these tests


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [*SIZES, "tablet"])
def test_the_console_is_usable_by_everybody(
    served: Server, passwords: dict[str, str], new_page: Callable[..., Page], screenshots: Path, size: str, scheme: str
) -> None:
    """With real words in it; every state of the desk is in test_every_desk_screen.py."""
    name = f"{size}-{scheme}"
    person = YoungPersonPage(new_page(360, 740), served.web).start()
    person.say("im 15 and some girl has a video of me. she wants 200 or she sends it to my school")
    person.sees("blackmail")
    person.say("i cant do this anymore i want to die")
    person.sees("today or tonight")
    page = new_page(*{**SIZES, "tablet": (768, 1024)}[size], scheme=scheme)
    counsellor = CounsellorPage(page, served.console, passwords["Sam"])
    page.goto(served.console)
    expect(page.get_by_label("Name")).to_be_visible()
    check(page, screenshots / f"console-door-{name}.png")
    counsellor.sign_in()
    expect(counsellor.waiting_rows().first).to_be_visible(timeout=ANSWER)
    check(page, screenshots / f"console-queue-{name}.png")
    counsellor.take_next()
    counsellor.say("Hi, I'm Sam. I've read what you wrote. I'm here with you now.")
    counsellor.reads("I'm here with you now")
    person.say("my mum doesnt know anything. im at home on my own")
    counsellor.hears("on my own")
    counsellor.answer.fill("Thank you for telling me. Is there anyone you could")
    check(page, screenshots / f"console-chat-{name}.png")
    counsellor.do("Emergency…")
    page.get_by_label("Why it cannot wait").fill("They say it may be tonight, and nobody is with them.")
    page.get_by_role("button", name="Ask for a second person").click()
    alex = CounsellorPage(new_page(1280, 800), served.console, passwords["Alex"], "Alex").sign_in()
    alex.page.get_by_role("button", name="Look at it").click(timeout=ANSWER)
    alex.page.get_by_role("button", name="I confirm").click(timeout=ANSWER)
    counsellor.reads("Confirmed by Alex")
    expect(page.locator(".emergency-number")).to_be_visible(timeout=ANSWER)
    check(page, screenshots / f"console-emergency-{name}.png")
    page.locator(".panel-head .bar-button").click()
    counsellor.press("r")
    expect(page.get_by_text("Final tier")).to_be_visible(timeout=ANSWER)
    check(page, screenshots / f"console-record-{name}.png")
    if page.locator(".side-hide").is_visible():
        page.locator(".side-hide").click()
    counsellor.press("b")
    check(page, screenshots / f"console-brief-{name}.png")
    if page.locator(".side-hide").is_visible():
        page.locator(".side-hide").click()
    counsellor.press("?")
    check(page, screenshots / f"console-shortcuts-{name}.png")
    page.keyboard.press("Escape")
    counsellor.close_chat()
