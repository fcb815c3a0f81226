"""An alarm in real browsers: it sounds until somebody has it, it is seen where nobody looks, and it says when nobody can hear it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.services.ports import Conversation
from tests.journeys.console_stage import ConsoleStage, OpenPage, StaffPage, console_on
from tests.journeys.people import ANSWER

# Notes that this page has given to the loudspeaker: how high, and whether it was on.
LISTEN = """
  window.notes = []
  const strike = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) {
    if (this.context.state === 'running') window.notes.push(Math.round(this.frequency.value))
    return strike.apply(this, when)
  }
"""
# What the system would have shown. Headless browsers have no corner of the screen to show it in.
NOTICES = """
  window.notices = []
  window.asked = 0
  window.Notification = class {
    static permission = sessionStorage.getItem('may') ?? 'default'
    static async requestPermission() {
      window.asked += 1
      sessionStorage.setItem('may', 'granted')
      return (Notification.permission = 'granted')
    }
    constructor(title, options) {
      this.text = JSON.stringify([title, options])
      window.notices.push(this)
    }
    close() { this.closed = true }
  }
"""
LOOKS_AWAY = "document.hasFocus = () => false"
OPEN_NOTICES = "notices.filter((one) => !one.closed).map((one) => JSON.parse(one.text)[0])"
URGENT = [587, 784]
OWN = [784, 587, 784]
AGAIN = 9_000  # ms; a little more than the pause between two rings
UNHEARD = "T0 rings, and your sound is off."


class Console(StaffPage):
    """A console whose loudspeaker is listened to, and whose clock can be turned."""

    @property
    def notes(self) -> list[int]:
        notes: list[int] = self.page.evaluate("notes")
        return notes

    def later(self, ms: int = AGAIN) -> None:
        self.page.clock.fast_forward(ms)

    def hears(self, notes: list[int]) -> None:
        """These first. A slow machine may have heard the next ring already."""
        self.page.wait_for_function("count => notes.length >= count", arg=len(notes), timeout=ANSWER)
        assert self.notes[: len(notes)] == notes

    def is_still(self) -> None:
        """However long one waits."""
        heard = self.notes
        self.later()
        self.later()
        assert self.notes == heard

    def has_open(self, *notices: str) -> None:
        self.page.wait_for_function(f"wanted => JSON.stringify({OPEN_NOTICES}) === wanted", arg=_json(notices), timeout=ANSWER)

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("banner")


def _json(texts: tuple[str, ...]) -> str:
    return "[" + ",".join(f'"{text}"' for text in texts) + "]"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[ConsoleStage]:
    with console_on(tmp_path) as stage:
        stage.staff("Sam")
        stage.staff("Alex")
        yield stage


@pytest.fixture
def at(stage: ConsoleStage, new_page: OpenPage) -> Callable[[str], Console]:
    """Signs somebody in, in a browser of their own."""

    def sign_in(name: str) -> Console:
        page = new_page(1280, 800)
        page.context.add_init_script(LISTEN + NOTICES)
        page.clock.install()
        console = Console(page, stage)
        console.sign_in(name)
        return console

    return sign_in


def _second_tab(of: Console) -> Console:
    page = of.page.context.new_page()
    page.clock.install()
    page.goto(of.stage.url)
    tab = Console(page, of.stage)
    tab.is_in()
    return tab


def _comes(stage: ConsoleStage, text: str = "T0 now") -> Conversation:
    """Somebody writes, and waits for a person."""
    one = stage.world.start()
    stage.world.hear(one, text)
    return one


def test_danger_rings_again_and_again_in_every_console_until_one_has_accepted(
    stage: ConsoleStage, at: Callable[[str], Console]
) -> None:
    sam, alex = at("Sam"), at("Alex")
    _comes(stage)
    for console in (sam, alex):
        console.hears(URGENT)
        console.later()
        console.hears(URGENT * 2)
    alex.take_next()
    expect(sam.page.locator(".row")).to_have_count(0, timeout=ANSWER)
    for console in (sam, alex):
        console.is_still()


def test_the_title_the_icon_and_the_badge_tell_how_many_wait_and_nothing_else(
    stage: ConsoleStage, at: Callable[[str], Console]
) -> None:
    sam = at("Sam")
    sam.page.evaluate("navigator.setAppBadge = async (count) => void (window.badge = count)")
    sam.page.evaluate("navigator.clearAppBadge = async () => void (window.badge = 0)")
    icon = sam.page.locator("link[rel=icon]")
    plain = icon.get_attribute("href")
    _comes(stage)
    expect(sam.page).to_have_title("(1) Chats", timeout=ANSWER)
    assert sam.page.evaluate("badge") == 1
    assert str(icon.get_attribute("href")).startswith("data:image/svg+xml")
    sam.page.keyboard.press("n")
    expect(sam.page).to_have_title("Chats", timeout=ANSWER)
    assert sam.page.evaluate("badge") == 0
    assert str(icon.get_attribute("href")).endswith(str(plain))


def test_whoever_is_not_urgent_is_heard_once(stage: ConsoleStage, at: Callable[[str], Console]) -> None:
    sam = at("Sam")
    _comes(stage, "person please")
    sam.hears([587])
    sam.is_still()


def test_whoever_waits_already_is_heard_by_whoever_signs_in(stage: ConsoleStage, at: Callable[[str], Console]) -> None:
    """Their queue comes before their browser may sound."""
    _comes(stage, "person please")
    sam = at("Sam")
    sam.hears([587])
    sam.is_still()


def test_permission_for_notices_is_asked_for_once_and_they_say_nothing_of_whom(
    stage: ConsoleStage, at: Callable[[str], Console]
) -> None:
    sam = at("Sam")
    assert sam.page.evaluate("asked") == 0  # never without a click
    ask = sam.bar.get_by_role("button", name="Desktop notices")
    ask.click()
    expect(ask).to_have_count(0)
    sam.page.evaluate(LOOKS_AWAY)
    one = _comes(stage)
    sam.has_open("A chat is waiting")
    told = str(sam.page.evaluate("notices.map((one) => one.text)"))
    assert not [secret for secret in (stage.world.now(one).label, one.id, "T0") if secret in told]
    sam.page.keyboard.press("n")
    sam.has_open()
    sam.page.reload()
    sam.is_in()
    expect(ask).to_have_count(0)
    assert sam.page.evaluate("asked") == 0


def test_whoever_looks_at_the_console_gets_no_notice(stage: ConsoleStage, at: Callable[[str], Console]) -> None:
    sam = at("Sam")
    sam.bar.get_by_role("button", name="Desktop notices").click()
    away = _second_tab(sam)
    away.page.evaluate(LOOKS_AWAY)
    _comes(stage)
    for tab in (sam, away):
        expect(tab.page).to_have_title("(1) Chats", timeout=ANSWER)
        tab.later(1_000)
        tab.has_open()


def test_of_two_tabs_one_rings_and_the_other_goes_on_when_it_is_closed(stage: ConsoleStage, at: Callable[[str], Console]) -> None:
    sam = at("Sam")
    other = _second_tab(sam)
    expect(other.bar.get_by_role("button", name="Click to hear alarms")).to_have_count(0)  # the first one rings
    _comes(stage)
    sam.hears(URGENT)
    expect(other.page.locator(".row")).to_have_count(1, timeout=ANSWER)
    expect(other.bar.get_by_role("alert")).to_have_count(0)
    other.page.get_by_role("heading", name="Chats", exact=True).click()  # now it could ring as well
    other.later()
    assert other.notes == []
    sam.page.close()
    other.page.wait_for_function("async () => (await navigator.locks.query()).pending.length === 0")
    other.later()
    other.hears(URGENT)


def test_a_page_that_may_not_sound_yet_says_so_and_one_click_cures_it(stage: ConsoleStage, at: Callable[[str], Console]) -> None:
    sam = at("Sam")
    sam.page.reload()  # nobody has clicked in this page
    sam.is_in()
    cure = sam.bar.get_by_role("button", name="Click to hear alarms")
    expect(cure).to_be_visible()
    _comes(stage)
    expect(sam.bar.get_by_role("alert")).to_have_text("T0 rings, and this page may not sound yet.", timeout=ANSWER)
    assert sam.notes == []
    cure.click()
    expect(sam.bar.get_by_role("alert")).to_have_count(0)
    sam.later()
    sam.hears(URGENT)


def test_sound_that_is_off_is_off_in_all_tabs_and_danger_says_so_in_words(
    stage: ConsoleStage, at: Callable[[str], Console]
) -> None:
    sam = at("Sam")
    other = _second_tab(sam)
    sam.bar.get_by_role("button", name="Sound on").click()
    expect(other.bar.get_by_role("button", name="Sound off")).to_be_visible()
    _comes(stage)
    for tab in (sam, other):
        expect(tab.bar.get_by_role("alert")).to_have_text(UNHEARD, timeout=ANSWER)
        tab.later()
        assert tab.notes == []
    other.bar.get_by_role("button", name="Sound off").click()
    for tab in (sam, other):
        expect(tab.bar.get_by_role("alert")).to_have_count(0)
    sam.later()
    other.later()
    assert (sam.notes + other.notes)[: len(URGENT)] == URGENT


def test_a_chat_of_ones_own_that_became_more_urgent_rings_until_it_is_seen(
    stage: ConsoleStage, at: Callable[[str], Console]
) -> None:
    sam, alex = at("Sam"), at("Alex")
    one = _comes(stage, "person please")
    for console in (sam, alex):
        console.hears([587])
    sam.take_next()
    stage.world.hear(one, "T0 now")
    sam.hears([587, *OWN])
    sam.later()
    sam.hears([587, *OWN, *OWN])
    assert alex.notes == [587]  # of another's chat nothing is heard
    sam.page.get_by_role("alert").get_by_role("button", name="I have seen it").click()
    expect(sam.page.get_by_role("button", name="I have seen it")).to_have_count(0, timeout=ANSWER)
    sam.is_still()
    with stage.world.store.read() as tx:
        assert tx.open_alarm(one.id) is None


def test_an_answer_stops_the_ring_of_ones_own_chat(stage: ConsoleStage, at: Callable[[str], Console]) -> None:
    sam = at("Sam")
    one = _comes(stage, "person please")
    expect(sam.page.locator(".row")).to_have_count(1, timeout=ANSWER)
    sam.take_next()
    stage.world.hear(one, "T0 now")
    expect(sam.page.get_by_role("button", name="I have seen it")).to_be_visible(timeout=ANSWER)
    sam.page.get_by_label("Your answer").fill("I have read it. Are you safe?")
    sam.page.keyboard.press("Enter")
    expect(sam.page.get_by_role("button", name="I have seen it")).to_have_count(0, timeout=ANSWER)


def test_a_session_that_has_ended_does_not_ring_for_ever_and_says_that_it_is_deaf(
    stage: ConsoleStage, at: Callable[[str], Console]
) -> None:
    sam = at("Sam")
    sam.bar.get_by_role("button", name="Desktop notices").click()
    _comes(stage)
    sam.hears(URGENT)
    sam.page.evaluate(LOOKS_AWAY)
    _end_session(sam.page)
    sam.page.keyboard.press("n")
    expect(sam.page.get_by_text("Your session has ended")).to_be_visible(timeout=ANSWER)
    sam.has_open("You were signed out. Nothing rings here any more.")
    expect(sam.page).to_have_title("Chats")
    sam.is_still()


def _end_session(page: Page) -> None:
    """Somewhere else: this page does not know."""
    page.evaluate("fetch('/api/sign-out', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'})")
