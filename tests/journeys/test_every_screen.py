"""Every screen and panel of the chat, as four different people see it: no axe violation, nothing sideways, Leave in sight, big targets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import PERSON, Reply, Stage, StageServer
from tests.journeys.staged_page import SOON, StagedPage
from tests.journeys.test_screens import check

LANGUAGES = [{"code": "en", "name": "English"}, {"code": "es", "name": "Español"}]
ANSWERS = [{"id": "feel_okay", "label": "I'm okay"}, {"id": "ask_what_next", "label": "Show me what to do"}, PERSON]
CALL = {"id": "call_emergency", "label": "Call 999", "tel": "999"}
FACTS = {"facts": [{"id": "a", "label": "Age", "value": "13 to 17", "how": "tapped"}]}
# Small text links in a sentence may be smaller (WCAG 2.5.8); the chat has none.
SMALL_TARGETS = """() => [...document.querySelectorAll('button, a[href], input:not([type=checkbox]), textarea')]
  .filter((one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden')
  .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.className)"""


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody has set up their device."""

    language: str = "en"
    direction: str = "ltr"
    scheme: str = "light"
    text: int = 16  # px
    size: tuple[int, int] = (360, 740)
    forced: bool = False


LOOKS = {
    "phone": Look(),
    "spanish-dark": Look(language="es", scheme="dark"),
    "right-to-left-large": Look(direction="rtl", text=32),
    "desktop-forced-colours": Look(size=(1280, 800), scheme="dark", forced=True),
}


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def seen(look: str, stage: Stage, stage_server: StageServer, new_page: Callable[..., Page]) -> StagedPage:
    """The page on the device of this look, in front of a stage that has spoken."""
    how = LOOKS[look]
    stage.language, stage.direction, stage.languages = how.language, how.direction, LANGUAGES
    stage.says("Hi. I'm a chatbot, not a person. What's going on?")
    stage.replies = {"/code": Reply(201, {"code": "river lamp seven bread"}), "/passed-on": Reply(200, FACTS)}
    page = new_page(*how.size, scheme=how.scheme)
    if how.forced:
        page.emulate_media(forced_colors="active")
    if how.text != 16:
        sizes = {"standard": how.text, "fixed": how.text}
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    page.set_default_timeout(SOON)
    return StagedPage(page, stage_server.address)


def _menu(seen: StagedPage, row: str) -> None:
    seen.start().page.locator(".menu-button").click()
    if row:
        seen.page.locator(f"[data-opens={row}]").click()
    expect(seen.panel).to_be_visible()


def _first(seen: StagedPage, stage: Stage) -> None:
    seen.open()


def _cannot_begin(seen: StagedPage, stage: Stage) -> None:
    stage.replies["/conversations"] = Reply(500, {})
    seen.open().page.locator(".foot-welcome .button").first.click()
    expect(seen.page.get_by_role("alert")).to_be_visible()


def _enter_code(seen: StagedPage, stage: Stage) -> None:
    stage.replies["/rejoin"] = Reply(404, {})
    seen.open().page.locator("button.link").first.click()
    seen.page.locator("#code").fill("river")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".problem")).to_be_visible()


def _answers(seen: StagedPage, stage: Stage) -> None:
    stage.says("Someone made you feel scared. Are you safe right now?", buttons=ANSWERS)
    seen.start()
    expect(seen.page.locator(".answer")).to_have_count(3)


def _crisis(seen: StagedPage, stage: Stage) -> None:
    stage.says("Your life matters most right now. Call 999 now.", style="crisis", buttons=[CALL])
    seen.start()
    expect(seen.page.locator(".crisis-call")).to_be_in_viewport()


def _waiting(seen: StagedPage, stage: Stage) -> None:
    stage.becomes(owner="waiting", queue_place=2, wait={"from": 2, "to": 10})
    seen.start()
    expect(seen.page.locator(".waiting")).to_be_visible()


def _counsellor(seen: StagedPage, stage: Stage) -> None:
    stage.says("I'm Sam. I've read what you wrote.", "counsellor", author="Sam")
    stage.becomes(owner="counsellor", counsellor="Sam")
    seen.start()
    expect(seen.page.locator(".mark-person, .author").last).to_be_visible()


def _refused_picture(seen: StagedPage, stage: Stage) -> None:
    seen.start().brings_picture("paste")
    expect(seen.page.get_by_role("alert")).to_be_visible()


def _not_sent(seen: StagedPage, stage: Stage) -> None:
    stage.replies["/messages"] = Reply(400, {})
    seen.start().say("keep this")
    expect(seen.page.locator(".fate-refused")).to_be_visible()


def _closed(seen: StagedPage, stage: Stage) -> None:
    stage.becomes(owner="closed")
    seen.start()
    expect(seen.page.locator(".acts")).to_be_visible()


def _over(seen: StagedPage, stage: Stage) -> None:
    stage.replies["/events"] = Reply(401, {})
    seen.open().page.locator(".foot-welcome .button").first.click()
    expect(seen.page.get_by_role("alert")).to_be_visible()


def _code_shown(seen: StagedPage, stage: Stage) -> None:
    _menu(seen, "code")
    seen.page.locator(".panel-acts .button").first.click()
    expect(seen.page.locator(".code")).to_be_visible()


def _passed_on(seen: StagedPage, stage: Stage) -> None:
    _menu(seen, "passed_on")
    expect(seen.page.locator(".fact-button")).to_be_visible()


def _safety(seen: StagedPage, stage: Stage) -> None:
    _menu(seen, "safety")
    expect(seen.page.locator(".chapter").first).to_be_visible()


def _safety_at_the_door(seen: StagedPage, stage: Stage) -> None:
    seen.open().page.locator("button.link").last.click()
    expect(seen.page.locator(".chapter").first).to_be_visible()


def _watched(seen: StagedPage, stage: Stage) -> None:
    stage.says("I'm Sam. I've read what you wrote.", "counsellor", author="Sam")
    stage.says("Sure, let's do the homework first. Is it going okay?", buttons=[{"id": "affirm", "label": "Yes"}])
    stage.becomes(neutral=True)
    seen.start()
    expect(seen.page.locator(".answer")).to_have_count(1)


def _cover(seen: StagedPage, stage: Stage) -> None:
    _menu(seen, "act_normal")
    seen.page.locator(".panel-acts .button").click()
    expect(seen.page.locator(".cover-title")).to_be_visible()


def _deleted(seen: StagedPage, stage: Stage) -> None:
    _menu(seen, "delete")
    seen.page.locator(".button-danger").click()
    expect(seen.page.locator(".done")).to_be_visible()


SCREENS: dict[str, Callable[[StagedPage, Stage], None]] = {
    "first": _first,
    "cannot-begin": _cannot_begin,
    "enter-code": _enter_code,
    "answers": _answers,
    "crisis": _crisis,
    "waiting": _waiting,
    "counsellor": _counsellor,
    "refused-picture": _refused_picture,
    "not-sent": _not_sent,
    "closed": _closed,
    "over": _over,
    "menu": lambda seen, _: _menu(seen, ""),
    "language": lambda seen, _: _menu(seen, "language"),
    "code": lambda seen, _: _menu(seen, "code"),
    "code-shown": _code_shown,
    "passed-on": _passed_on,
    "act-normal": lambda seen, _: _menu(seen, "act_normal"),
    "wipe": lambda seen, _: _menu(seen, "wipe"),
    "delete": lambda seen, _: _menu(seen, "delete"),
    "deleted": _deleted,
    "safety": _safety,
    "safety-at-the-door": _safety_at_the_door,
    "watched": _watched,
    "cover": _cover,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_usable_by_everybody(seen: StagedPage, stage: Stage, look: str, screen: str, screenshots: Path) -> None:
    SCREENS[screen](seen, stage)
    check(seen.page, screenshots / f"{screen}-{look}.png", contrast=not LOOKS[look].forced)
    assert seen.page.evaluate(SMALL_TARGETS) == []
    if screen != "cover":
        expect(seen.page.locator(".leave")).to_be_in_viewport(ratio=1)
