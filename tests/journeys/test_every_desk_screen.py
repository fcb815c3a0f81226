"""The desk in every state, as five different people see it: no axe violation, nothing sideways, no target too small to hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.guidance.guide import Guide
from bot.guidance.library import Library
from bot.guidance.veil import Veil
from bot.safety.assessment import Assessment, Mention, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Conversation, Role
from bot.services.start_conversation import start_conversation
from bot.services.take_next import take_next
from tests.journeys.console_stage import ConsoleStage, StaffPage, console_on
from tests.journeys.people import ANSWER
from tests.journeys.stage import ROOT
from tests.journeys.test_screens import check
from tests.journeys.test_supervising import end_all, fill_reports
from tests.world import World

DATA = ROOT / "data"
TOLD = "he wants more nudes or he tells my school. i cant do this anymore"
# In a sentence a target may be small (WCAG 2.5.8): marked words, links, what is hidden until it is pressed.
SMALL_TARGETS = """() => [...document.querySelectorAll('button:not(.veil), input, textarea, select, summary')]
  .filter((one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden')
  .filter((one) => { const box = (one.closest('label') ?? one).getBoundingClientRect(); return Math.min(box.height, box.width) < 23.5 })
  .map((one) => one.className || one.name || one.tagName)"""


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody has set up their computer."""

    scheme: str = "light"
    text: int = 16  # px
    size: tuple[int, int] = (1280, 800)
    forced: bool = False


LOOKS = {
    "day": Look(),
    "night": Look(scheme="dark"),
    "tablet": Look(size=(768, 1024)),
    "large": Look(text=32),
    "forced-colours": Look(scheme="dark", forced=True),
}


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(Library.load(DATA))


@pytest.fixture
def stage(tmp_path: Path, guide: Guide) -> Iterator[ConsoleStage]:
    with console_on(tmp_path, guide=guide, veil=Veil.load(DATA)) as stage:
        stage.world.clock.now = datetime.now(UTC) - timedelta(minutes=12)
        stage.staff("Sam")
        stage.staff("Robin", Role.SUPERVISOR)
        yield stage


@dataclass
class Desk:
    """Somebody at a desk, and the walls that are looked at."""

    staff: StaffPage
    look: str
    pictures: Path
    name: str

    @property
    def page(self) -> Page:
        return self.staff.page

    def press(self, key: str) -> None:
        self.page.evaluate("document.activeElement?.blur()")
        self.page.keyboard.press(key)

    def opens(self, label: str) -> None:
        self.page.locator(".chat-acts, .panel-acts").get_by_role("button", name=label).first.click()

    def is_usable(self, state: str) -> None:
        check(self.page, self.pictures / f"desk-{state}-{self.look}.png", contrast=not LOOKS[self.look].forced)
        assert self.page.evaluate(SMALL_TARGETS) == [], state


@pytest.fixture
def at(stage: ConsoleStage, look: str, new_page: Callable[..., Page], screenshots: Path) -> Callable[[str], Desk]:
    """Signs somebody in on a computer of this look."""
    how = LOOKS[look]

    def sign_in(name: str) -> Desk:
        page = new_page(*how.size, scheme=how.scheme)
        if how.forced:
            page.emulate_media(forced_colors="active")
        if how.text != 16:
            sizes = {"standard": how.text, "fixed": how.text}
            page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
        return Desk(StaffPage(page, stage).sign_in(name), look, screenshots, name)

    return sign_in


def _told(world: World, conversation: Conversation) -> None:
    """Words that are marked, hidden, and known from: what a real screen would find in them."""
    world.screen.verdict = Assessment(
        Tier.T1,
        Concern.SUICIDE,
        reasons=(
            Reason("rule", "hopeless", Tier.T1, "i cant do this anymore", 43, 65),
            Reason("model", "B02", Tier.T2, "he wants more nudes", 0, 19, "he wants more pics"),
            Reason("rule", "threat_to_share", Tier.T2, "he tells my school", 23, 41),
        ),
        situations=(ScoredSituation("B02", 1.0), ScoredSituation("A02", 0.8), ScoredSituation("H02", 1.0)),
        mentions=(Mention("age", "15", 0, 1), Mention("country", "GB", 0, 1)),
    )
    world.hear(conversation, TOLD)
    world.screen.verdict = None


def _three_wait(world: World) -> None:
    for text in ("T0 now", "T2 please", "person please"):
        waiting, _ = start_conversation(world.deps, language="es" if text.startswith("T2") else "en")
        world.hear(waiting, text)
        world.hear(waiting, "person please")


def test_the_queue_is_usable_by_everybody(stage: ConsoleStage, at: Callable[[str], Desk]) -> None:
    sam = at("Sam")
    sam.is_usable("empty")
    _three_wait(stage.world)
    expect(sam.page.locator(".row")).to_have_count(3, timeout=ANSWER)
    sam.is_usable("queue")
    sam.page.get_by_role("button", name="Pause").click()
    sam.is_usable("pause")
    sam.page.get_by_role("button", name="Paperwork").click()
    expect(sam.page.get_by_text("Doing paperwork since")).to_be_visible()
    sam.is_usable("paused")
    sam.press("?")
    sam.is_usable("shortcuts")


def test_a_chat_and_what_stands_beside_it_are_usable_by_everybody(stage: ConsoleStage, at: Callable[[str], Desk]) -> None:
    conversation = stage.world.start()
    _told(stage.world, conversation)
    sam = at("Sam")
    sam.staff.take_next()
    veil = sam.page.locator(".transcript .veil")
    expect(veil).to_be_visible(timeout=ANSWER)
    sam.page.get_by_label("Your answer").fill("I have read it.")
    sam.is_usable("chat")
    veil.focus()
    expect(sam.page.locator(".veil-open")).to_have_text("nudes")
    sam.page.keyboard.press("Escape")
    expect(sam.page.locator(".veil-open")).to_have_count(0)
    for key, name in {"b": "brief", "g": "cards", "h": "helplines", "o": "notes", "r": "record"}.items():
        sam.press(key)
        expect(sam.page.locator(f"#side-{name}")).to_have_attribute("aria-selected", "true")
        expect(sam.page.locator(".side-body").get_by_text("Loading")).to_have_count(0, timeout=ANSWER)
        expect(sam.page.locator("#side")).to_be_focused()
        sam.is_usable(name)
    if sam.page.locator(".side-hide").is_visible():
        sam.page.locator(".side-hide").click()
    sam.page.get_by_label("Your answer").fill("/")
    expect(sam.page.get_by_role("option").first).to_be_visible(timeout=ANSWER)
    sam.is_usable("saved")
    sam.page.get_by_label("Your answer").fill("")
    for label in ("Tier…", "Transfer…", "More…", "Emergency…"):
        sam.opens(label)
        sam.is_usable(label.removesuffix("…").lower())
        sam.page.keyboard.press("Escape")
        expect(sam.page.locator(".panel")).to_have_count(0)
        expect(sam.page.get_by_role("button", name=label)).to_be_focused()
    if sam.page.locator(".queue-show").is_visible():
        sam.page.locator(".queue-show").click()
        sam.is_usable("queue-over")
        sam.page.keyboard.press("Escape")


def test_an_emergency_and_the_end_of_a_chat_are_usable_by_everybody(stage: ConsoleStage, at: Callable[[str], Desk]) -> None:
    conversation = stage.world.start()
    _told(stage.world, conversation)
    sam, robin = at("Sam"), at("Robin")
    sam.staff.take_next()
    sam.opens("Emergency…")
    sam.page.get_by_label("Why it cannot wait").fill("They say it is tonight.")
    sam.page.get_by_role("button", name="Ask for a second person").click()
    expect(sam.page.get_by_text("Waiting for a second person")).to_be_visible(timeout=ANSWER)
    sam.is_usable("emergency-waits")
    robin.page.get_by_role("button", name="Look at it").click(timeout=ANSWER)
    expect(robin.page.get_by_role("button", name="I confirm")).to_be_visible(timeout=ANSWER)
    robin.is_usable("emergency-second")
    robin.page.get_by_role("button", name="I confirm").click()
    expect(sam.page.get_by_text("Confirmed by Robin")).to_be_visible(timeout=ANSWER)
    sam.page.locator("summary", has_text="What to think of").click()
    sam.is_usable("emergency-confirmed")
    sam.page.locator(".panel-head .bar-button").click()
    robin.page.locator(".panel-head .bar-button").click()
    robin.page.get_by_label("Whisper to Sam").fill("You are doing well.")
    robin.page.get_by_role("button", name="Whisper").click()
    expect(sam.page.get_by_role("note")).to_be_visible(timeout=ANSWER)
    robin.is_usable("watching")
    sam.opens("Close chat")
    sam.is_usable("sure")
    sam.page.locator(".chat-acts").get_by_role("button", name="Yes").click()
    expect(sam.page.get_by_role("button", name="Write the record")).to_be_visible(timeout=ANSWER)
    sam.is_usable("closed")


def test_a_break_that_is_due_is_a_quiet_card(stage: ConsoleStage, at: Callable[[str], Desk]) -> None:
    world = stage.world
    with world.store.read() as tx:
        sam_himself = next(one for one in tx.counsellors() if one.name == "Sam")
    for _ in range(3):
        world.hear(world.start(), "T1 please")
        assert take_next(world.deps, sam_himself)
    sam = at("Sam")
    expect(sam.page.get_by_text("3 hard chats in a row")).to_be_visible(timeout=ANSWER)
    expect(sam.page.locator(".row")).to_have_count(3)
    sam.is_usable("break-due")
    sam.page.get_by_role("button", name="Later").click()
    expect(sam.page.get_by_text("3 hard chats in a row")).to_have_count(0)


def test_board_reports_and_second_readings_are_usable_by_everybody(stage: ConsoleStage, at: Callable[[str], Desk]) -> None:
    world = stage.world
    world.clock.now = datetime.now(UTC) - timedelta(minutes=12)
    _told(world, read := world.start())
    end_all(world)
    _three_wait(world)
    fill_reports(world)
    with world.store.write() as tx:
        report_incident(tx, IncidentKind.LEFT_WAITING, world.clock(), read.id)
        report_incident(tx, IncidentKind.EMERGENCY_ALONE, world.clock(), read.id)
    robin = at("Robin")
    robin.staff.go("Board")
    expect(robin.page.get_by_role("button", name="Seen")).to_have_count(2, timeout=ANSWER)
    robin.is_usable("board")
    robin.staff.go("Reports")
    expect(robin.page.get_by_role("figure").first).to_be_visible(timeout=ANSWER)
    robin.is_usable("reports")
    for table in robin.page.locator(".figure-table summary").all():
        table.click()
    robin.is_usable("reports-tables")
    robin.staff.go("Read again")
    robin.page.get_by_role("navigation", name="To be read").get_by_role("button").first.click()
    expect(robin.page.get_by_role("radio", name="T0")).to_be_visible(timeout=ANSWER)
    robin.is_usable("review")
    robin.page.get_by_role("radio", name="T0").check()
    robin.staff.press("Keep my rating")
    expect(robin.page.get_by_text("It had been taken as")).to_be_visible(timeout=ANSWER)
    robin.is_usable("review-rated")


def test_a_bell_that_is_not_heard_and_a_block_are_usable_by_everybody(stage: ConsoleStage, at: Callable[[str], Desk]) -> None:
    calm = stage.world.start()
    stage.world.hear(calm, "person please")
    sam = at("Sam")
    sam.staff.take_next()
    sam.opens("More…")
    sam.opens("Block")
    sam.is_usable("block")
    sam.page.keyboard.press("Escape")
    stage.world.hear(calm, "T0 now")
    expect(sam.page.get_by_role("button", name="I have seen it")).to_be_visible(timeout=ANSWER)
    sam.page.get_by_role("button", name="Sound on").click()
    expect(sam.page.get_by_text("T0 rings, and your sound is off.")).to_be_visible(timeout=ANSWER)
    sam.is_usable("rings")
