"""Any telephone, anywhere: keys only, no motion, a tiny frame, an old browser that leaves; and nobody else is asked for anything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.stage import PERSON, Stage
from tests.journeys.staged_page import StagedPage
from tests.journeys.test_leaving import EXIT

ANSWERS = [{"id": "feel_okay", "label": "I'm okay"}, PERSON]
CALL = {"id": "call_emergency", "label": "Call 999", "tel": "999"}
# Before Chrome 66 and Safari 13 a request ends with its page.
OLD_BROWSER = """delete Request.prototype.keepalive
const real = window.fetch
window.fetch = (url, init) => String(url).endsWith('/leave') ? Promise.reject(new TypeError('gone')) : real(url, init)"""
TABS = 40


def _tab_to(page: StagedPage, name: str) -> None:
    for _ in range(TABS):
        page.page.keyboard.press("Tab")
        if name in page.focused():
            return
    raise AssertionError(f"no key leads to {name}")


def test_a_talk_from_the_first_screen_to_a_person_needs_no_pointer(stage: Stage, staged: StagedPage) -> None:
    stage.says("Hi. I'm a chatbot. How are you?", buttons=ANSWERS)
    staged.open()
    _tab_to(staged, "Start chat")
    staged.page.keyboard.press("Enter")
    staged.reads("How are you?")
    _tab_to(staged, "I'm okay")
    staged.page.keyboard.press("Enter")
    staged.reads("feel_okay")
    expect(staged.page.locator("#message")).to_be_focused()
    staged.page.keyboard.type("somebody is angry")
    staged.page.keyboard.press("Enter")
    staged.reads("somebody is angry")
    _tab_to(staged, "Talk to a person")
    staged.page.keyboard.press("Enter")
    assert len(stage.receives("/person")) == 1


def test_nothing_moves_for_whoever_wants_no_motion(stage: Stage, staged: StagedPage) -> None:
    staged.page.emulate_media(reduced_motion="reduce")
    stage.becomes(owner="waiting", queue_place=2, wait={"from": 2, "to": 10})
    stage.says("Hi. I'm a chatbot.", buttons=ANSWERS)
    staged.start().say("hello")
    expect(staged.page.locator(".waiting")).to_be_visible()
    moving = "document.getAnimations().map((one) => one.animationName || one.transitionProperty)"
    assert staged.page.evaluate(moving) == []
    staged.page.emulate_media(reduced_motion="no-preference")
    assert staged.page.evaluate(moving) != []  # the circle to breathe with


@pytest.mark.parametrize("size", [(240, 160), (180, 320), (1200, 90)], ids=["small", "narrow", "low"])
def test_however_a_site_squeezes_the_frame_the_ways_out_can_be_reached(
    stage: Stage, staged: StagedPage, size: tuple[int, int]
) -> None:
    stage.says("Your life matters most right now. Call 999 now.", style="crisis", buttons=[CALL])
    staged.start()
    staged.page.set_viewport_size({"width": size[0], "height": size[1]})
    expect(staged.page.locator(".leave")).to_be_in_viewport(ratio=1)
    for name in ("Call 999", "Talk to a person"):
        way = staged.page.get_by_role("link", name=name).or_(staged.page.get_by_role("button", name=name)).last
        way.scroll_into_view_if_needed()
        expect(way).to_be_in_viewport()
    staged.page.locator("#message").click()
    staged.page.keyboard.type("ok")
    staged.page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(staged.page.locator(".leave")).to_be_in_viewport(ratio=1)
    assert staged.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"


def test_what_a_counsellor_writes_below_a_card_that_fills_a_small_screen_is_seen(stage: Stage, staged: StagedPage) -> None:
    stage.says("Your life matters most right now. Call 999 now. " * 6, style="crisis", buttons=[CALL])
    staged.page.set_viewport_size({"width": 320, "height": 480})
    staged.start()
    expect(staged.page.locator(".crisis-call")).to_be_attached()
    stage.says("Hi, I'm Sam. I'm here with you now.", sender="counsellor")
    expect(staged.page.get_by_text("I'm here with you now.").last).to_be_in_viewport(ratio=1)


def test_the_newest_words_stay_in_sight_when_the_window_gets_smaller(stage: Stage, staged: StagedPage) -> None:
    stage.says("Hi. I'm a chatbot. You can say as much or as little as you like.")
    staged.start()
    staged.say("im 13 in may")
    stage.says("Thank you for telling me. You did the right thing. You are not in trouble. I've asked for a person.")
    staged.say("someone has pics of me and i dont want to be here anymore")
    stage.says("I'm glad you're here. Are you thinking about ending your life? You can just say yes or no.", style="crisis")
    stage.becomes(owner="counsellor", counsellor="Sam")
    stage.says("Hi, I'm Sam. I'm here with you now.", sender="counsellor")
    newest = staged.page.get_by_text("I'm here with you now.").last
    for width, height in ((1280, 800), (360, 740), (1280, 800), (360, 560), (740, 360), (360, 740)):
        staged.page.set_viewport_size({"width": width, "height": height})
        expect(newest).to_be_in_viewport(ratio=1)


def test_an_old_browser_ends_the_session_too_when_somebody_leaves(stage: Stage, staged: StagedPage) -> None:
    staged.page.context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    staged.page.add_init_script(OLD_BROWSER)
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    staged.tap("Leave")
    staged.page.wait_for_url(re.compile("/weather$"))
    assert stage.receives("/leave") == [{"token": "t_1"}]


def test_nobody_else_is_asked_for_anything(stage: Stage, staged: StagedPage) -> None:
    asked: list[str] = []
    staged.page.on("request", lambda request: asked.append(request.url))
    stage.says("Hi. I'm a chatbot.", buttons=ANSWERS)
    staged.start().say("hello")
    staged.has_sent()
    for row in ("code", "safety", "passed_on"):
        staged.open_menu()
        staged.page.locator(f"[data-opens={row}]").click()
        staged.page.keyboard.press("Escape")
        staged.page.keyboard.press("Escape")
    assert len(asked) > 5
    assert [url for url in asked if not url.startswith(staged.address)] == []
