"""Every state of the chat without JavaScript, as four different people see it: no axe violation, nothing sideways, Leave in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.conversation.message import Button, Sender, Style
from bot.conversation.owner import Owner
from bot.safety.assessment import Assessment, Mention
from bot.services.forget import forget
from tests.journeys.arabic import LANGUAGE, arabic_draft
from tests.journeys.plain_stage import PlainStaged, plain_served
from tests.journeys.staged_page import SOON
from tests.journeys.test_every_screen import LOOKS, SMALL_TARGETS
from tests.journeys.test_screens import check
from tests.world import World

OKAY, NEXT = Button("feel_okay", "I'm okay"), Button("ask_what_next", "Show me what to do")
PERSON, CALL = Button("ask_for_person", "Talk to a person"), Button("call_emergency", "Call 999", tel="999")
# Words that stand one below the other, a few letters wide.
SQUEEZED = """() => [...document.querySelectorAll('p, li, button, a.button, summary, h1, h2')]
  .map((one) => [one.innerText, one.getBoundingClientRect()])
  .filter(([words, box]) => words.length > 12 && box.width > 1 && box.height > 3 * box.width).map(([words]) => words)"""
CARD = {"name": "A helpline", "phone": "0800 1111", "sms": "85258", "hours": "Day and night", "note": "Free for anyone under 19."}


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, World]]:
    library = arabic_draft(root, tmp_path_factory.mktemp("arabic"), language="en")
    with plain_served(library, root, tmp_path_factory.mktemp("plain")) as served:
        yield served


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def seen(look: str, served: tuple[str, World], new_page: Callable[..., Page]) -> PlainStaged:
    """Somebody whose device is set up like that."""
    how = LOOKS[look]
    page = new_page(*how.size, scheme=how.scheme)
    if how.forced:
        page.emulate_media(forced_colors="active")
    if how.text != 16:
        sizes = {"standard": how.text, "fixed": how.text}
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    page.set_default_timeout(SOON)
    return PlainStaged(page, *served, language=LANGUAGE if how.direction == "rtl" else how.language)


def _answers(seen: PlainStaged) -> None:
    seen.start().says("Someone made you feel scared. Are you safe right now?", buttons=(OKAY, NEXT, PERSON))
    seen.shows()
    expect(seen.page.locator(".answer")).to_have_count(3)


def _crisis(seen: PlainStaged) -> None:
    seen.start().says("Your life matters most right now. Call 999 now.", buttons=(CALL,), style=Style.CRISIS)
    seen.shows()
    expect(seen.page.locator(".crisis-call")).to_be_in_viewport()


def _helplines(seen: PlainStaged) -> None:
    seen.start().says("Here is who you can call.", helplines=(CARD,))
    seen.shows()
    expect(seen.page.locator(".way").first).to_be_visible()


def _waiting(seen: PlainStaged) -> None:
    seen.start().press("person")
    expect(seen.page.locator(".waiting")).to_be_visible()


def _counsellor(seen: PlainStaged) -> None:
    seen.start().becomes(owner=Owner.COUNSELLOR, counsellor_name="Sam")
    seen.says("I'm Sam. I've read what you wrote.", Sender.COUNSELLOR, author="Sam")
    seen.shows()
    expect(seen.page.locator(".who")).to_have_text("Sam")


def _watched(seen: PlainStaged) -> None:
    seen.start().says("I'm Sam. I've read what you wrote.", Sender.COUNSELLOR, author="Sam")
    seen.becomes(watched=True)
    seen.shows()
    expect(seen.page.locator(".author")).to_have_count(0)


def _showing(seen: PlainStaged) -> None:
    seen.start().press("keep_showing")
    expect(seen.page.locator(".plain-new")).to_be_visible()


def _empty(seen: PlainStaged) -> None:
    seen.start().press("send")
    expect(seen.page.get_by_role("alert")).to_be_visible()


def _menu(seen: PlainStaged, do: str = "") -> None:
    seen.start().page.locator(".plain-menu > summary").click()
    if do:
        seen.press(do)
        expect(seen.page.locator(".panel-title")).to_be_visible()
    else:
        seen.button("code").scroll_into_view_if_needed()


def _code_shown(seen: PlainStaged) -> None:
    _menu(seen, "code")
    seen.press("code_words")
    expect(seen.page.locator(".code-itself")).to_be_visible()


def _passed_on(seen: PlainStaged) -> None:
    seen.start()
    found = Assessment(mentions=(Mention("country", "GB", 0, 1), Mention("platform", "snapchat", 0, 1)))
    seen.says("…", Sender.YOUNG_PERSON, assessment=found)
    seen.page.locator(".plain-menu > summary").click()
    seen.press("passed_on")
    expect(seen.page.locator(".fact-button").first).to_be_visible()


def _delete(seen: PlainStaged) -> None:
    _menu(seen)
    seen.page.locator(".plain-delete > summary").click()
    seen.button("delete").scroll_into_view_if_needed()


def _wrong_code(seen: PlainStaged) -> None:
    seen.open().page.locator(".plain-come-back > summary").click()
    seen.page.locator("#code").fill("river")
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_role("alert")).to_be_visible()
    expect(seen.page.locator("#code")).to_be_visible()


def _deleted(seen: PlainStaged) -> None:
    _delete(seen)
    seen.press("delete")
    expect(seen.page.locator("form")).to_have_count(0)


def _over(seen: PlainStaged) -> None:
    forget(seen.start().deps, seen.conversation)
    seen.press("show")
    expect(seen.page.get_by_role("alert")).to_be_visible()


def _closed(seen: PlainStaged) -> None:
    seen.start().becomes(owner=Owner.CLOSED)
    seen.shows()
    expect(seen.page.locator("#text")).to_have_count(0)


def _safety(seen: PlainStaged) -> None:
    seen.page.goto(f"{seen.address}/safety?lang={seen.language}")


SCREENS: dict[str, Callable[[PlainStaged], object]] = {
    "first": PlainStaged.open,
    "answers": _answers,
    "crisis": _crisis,
    "helplines": _helplines,
    "waiting": _waiting,
    "counsellor": _counsellor,
    "watched": _watched,
    "showing": _showing,
    "empty": _empty,
    "menu": _menu,
    "code": lambda seen: _menu(seen, "code"),
    "code-shown": _code_shown,
    "wrong-code": _wrong_code,
    "passed-on": _passed_on,
    "delete": _delete,
    "deleted": _deleted,
    "over": _over,
    "closed": _closed,
    "safety": _safety,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_without_a_script_is_usable_by_everybody(seen: PlainStaged, look: str, screen: str, screenshots: Path) -> None:
    SCREENS[screen](seen)
    check(seen.page, screenshots / f"plain-{screen}-{look}.png", contrast=not LOOKS[look].forced)
    assert seen.page.evaluate(SMALL_TARGETS) == []
    expect(seen.page.locator(".leave")).to_be_in_viewport(ratio=1)
    assert seen.page.evaluate("document.documentElement.lang") == seen.language
    assert seen.page.evaluate(SQUEEZED) == []
