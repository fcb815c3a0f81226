"""A new counsellor starts a practice chat, is answered in it, and reads at the end what it can teach; nobody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import ANSWER, CounsellorPage
from tests.journeys.test_screens import check
from tests.server import Server

SCENARIO = "Somebody says that he is coming"
PLAYED = 40_000  # ms; they think and type as slowly as people do


@pytest.fixture
def page(counsellor: CounsellorPage) -> Page:
    return counsellor.sign_in().page


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Screens").get_by_role("button", name=name).click()


def mine(page: Page) -> Locator:
    return page.locator(".practice-list").first.locator(".practice-one").first


def test_from_the_start_to_what_it_teaches(page: Page, counsellor: CounsellorPage) -> None:
    tab(page, "Practice")
    expect(page.get_by_text("nothing is counted")).to_be_visible()
    page.get_by_role("button", name=f"Start: {SCENARIO}").click()
    expect(mine(page)).to_contain_text("The bot is talking with them", timeout=ANSWER)
    expect(mine(page)).to_contain_text("They wait for you", timeout=PLAYED)
    mine(page).get_by_role("button", name="Accept").click()
    expect(page.get_by_text("The bot is silent")).to_be_visible(timeout=ANSWER)
    expect(page.locator(".chat-head .mark-practice")).to_be_visible()
    transcript = page.get_by_role("log", name="Transcript")
    expect(transcript).to_contain_text("hes outside")
    counsellor.say("I've read it. Are you safe right now?")
    expect(transcript).to_contain_text("door is locked", timeout=PLAYED)
    counsellor.close_chat()
    tab(page, "Practice")
    expect(mine(page)).to_contain_text("Where are they, are they safe", timeout=ANSWER)
    mine(page).get_by_role("button", name="Stop and delete").click()
    mine(page).get_by_role("button", name="Yes").click()
    expect(page.get_by_text("None yet. Start one below.")).to_be_visible(timeout=ANSWER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "width"), [("desktop", 1280), ("tablet", 768)])
def test_the_screen_is_usable_by_everybody(
    served: Server, password: str, new_page: Callable[..., Page], screenshots: Path, name: str, width: int, scheme: str
) -> None:
    page = CounsellorPage(new_page(width, 900, scheme), served.console, password).sign_in().page
    tab(page, "Practice")
    expect(page.get_by_role("button", name=f"Start: {SCENARIO}")).to_be_visible()
    check(page, screenshots / f"practice-{name}-{scheme}.png")
