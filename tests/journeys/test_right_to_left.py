"""A language that is read from the right: begun with `bot new-language`, opened in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.guidance.library import Library
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.contract.server_thread import Running
from tests.journeys.arabic import arabic_draft
from tests.journeys.people import ANSWER
from tests.world import open_world


@pytest.fixture(scope="module")
def draft(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return arabic_draft(root, tmp_path_factory.mktemp("arabic"))


@pytest.fixture(scope="module")
def address(draft: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The young person's face in that language, as only a reviewer's installation would serve it."""
    now = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    app = create_app(
        open_world(tmp_path_factory.mktemp("world")).deps,
        static_dir=root / "bot/web/static",
        words=lambda language: draft.words(now, language=draft.books[language].language),
        offered=draft.offered,
        settings=WebSettings(),
    )
    running = Running(app)
    yield running.url
    running.stop()


@pytest.mark.parametrize(("asked", "direction"), [("ar", "rtl"), ("ar-EG", "rtl"), ("en", "ltr")])
def test_the_page_is_read_in_the_direction_of_its_language(
    address: str, new_page: Callable[..., Page], asked: str, direction: str
) -> None:
    page = new_page(360, 740)
    page.goto(f"{address}/?lang={asked}")
    start = page.locator("main button, button").filter(has_text="Start chat")
    expect(start.first).to_be_visible(timeout=ANSWER)
    assert page.evaluate("document.documentElement.dir") == direction
    assert page.evaluate("getComputedStyle(document.body).direction") == direction
    assert page.evaluate("document.documentElement.lang") == asked.partition("-")[0]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"


def test_leave_is_where_the_reading_ends(address: str, new_page: Callable[..., Page]) -> None:
    sides = {}
    for asked in ("ar", "en"):
        page = new_page(360, 740)
        page.goto(f"{address}/?lang={asked}")
        leave = page.get_by_role("button", name="Leave").first
        expect(leave).to_be_visible(timeout=ANSWER)
        box = leave.bounding_box()
        sides[asked] = "left" if box["x"] + box["width"] / 2 < 180 else "right"
    assert sides == {"ar": "left", "en": "right"}
