"""One bar of signal: the page came and its script did not, or is too new for the browser. Nobody looks at nothing for long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, ViewportSize, expect

from tests.journeys.people import ANSWER
from tests.journeys.stage import EXIT, Reply, Stage
from tests.journeys.staged_page import StagedPage
from tests.journeys.test_screens import check

PHONE: ViewportSize = {"width": 360, "height": 740}
FAST = 40  # times: eight seconds go by in a blink


def _lost(route: Route) -> None:
    route.abort()


def _too_new(route: Route) -> None:
    route.fulfill(body="let a = b ?!? c", content_type="text/javascript")


@pytest.mark.parametrize("fate", [_lost, _too_new], ids=["lost", "too new"])
def test_after_a_while_it_names_a_number_and_the_way_that_needs_no_script(
    staged: StagedPage, fate: Callable[[Route], None], screenshots: Path
) -> None:
    page = staged.page.context.browser.new_page(
        viewport=PHONE, reduced_motion="reduce"
    )  # not `staged`: here a script error is the point
    page.route("**/chat.js", fate)
    animations = page.context.new_cdp_session(page)
    animations.send("Animation.enable")
    animations.send("Animation.setPlaybackRate", {"playbackRate": FAST})
    page.goto(staged.address)
    way = page.get_by_role("link", name="Open the chat that works without JavaScript")
    expect(way).to_be_visible()
    expect(way).to_have_attribute("href", "/plain?lang=en")
    expect(page.get_by_role("link", name="Leave")).to_have_attribute("href", EXIT)
    expect(page.get_by_text("In danger? Call 999")).to_be_visible()
    check(page, screenshots / "script-late.png")
    page.context.close()


def test_nothing_of_it_flashes_up_when_the_script_comes(stage: Stage, staged: StagedPage) -> None:
    staged.page.goto(staged.address, wait_until="commit")
    expect(staged.page.locator(".plain-late")).to_be_hidden()
    expect(staged.page.get_by_role("button", name="Start chat")).to_be_visible()
    expect(staged.page.locator(".plain-late")).to_have_count(0)


def test_where_no_words_come_it_says_so_with_a_number_and_the_way_out(
    stage: Stage, staged: StagedPage, screenshots: Path
) -> None:
    stage.replies["words"] = stage.replies["words.en.json"] = Reply(500, {})
    staged.page.goto(staged.address)
    expect(staged.page.get_by_text("There's no connection right now")).to_be_visible()
    expect(staged.page.get_by_text("In danger? Call 999")).to_be_visible()
    expect(staged.page.get_by_role("link", name="Leave")).to_be_visible()
    check(staged.page, screenshots / "no-words.png")
    stage.replies.clear()
    expect(staged.page.get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)


def test_a_list_that_is_reloaded_on_a_broken_line_says_nothing_of_a_chat(stage: Stage, staged: StagedPage) -> None:
    stage.says("Hi. I'm a chatbot.")
    staged.start().hide()
    stage.replies["words"] = stage.replies["words.en.json"] = Reply(500, {})
    staged.page.reload()
    staged.page.wait_for_timeout(500)
    assert staged.page.title() == "Shopping list"
    assert staged.page.locator("#chat").inner_html() == ""
