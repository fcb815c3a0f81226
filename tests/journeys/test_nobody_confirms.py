"""An emergency step that no second person comes to: after three minutes whoever opened it goes on alone, and it is told so."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from bot.services.ports import Role
from tests.journeys.console_stage import ConsoleStage, OpenPage, StaffPage, console_on
from tests.journeys.people import ANSWER


def at_the_desk(name: str, stage: ConsoleStage, new_page: OpenPage) -> StaffPage:
    """Somebody whose page goes by the clock of the world."""
    page = new_page(1280, 800)
    page.clock.install(time=stage.world.clock.now)
    return StaffPage(page, stage).sign_in(name)


def passes(seconds: int, stage: ConsoleStage, *everybody: StaffPage) -> None:
    """Time goes on for the server and for the pages."""
    stage.world.clock.pass_by(seconds=seconds)
    for one in everybody:
        one.page.clock.fast_forward(seconds * 1000)


def test_nobody_comes_and_after_three_minutes_one_goes_on_alone(tmp_path: Path, new_page: OpenPage) -> None:
    with console_on(tmp_path) as stage:
        stage.staff("Sam")
        stage.staff("Robin", Role.SUPERVISOR)
        sam, robin = (at_the_desk(name, stage, new_page) for name in ("Sam", "Robin"))
        sam.sees("2 counsellors here")
        stage.world.hear(stage.world.start(), "T0 now")
        sam.take_next()
        sam.press("Emergency…")
        sam.page.get_by_label("Why it cannot wait").fill("Has taken tablets, is alone.")
        sam.press("Ask for a second person")
        sam.sees("you can go on alone in")
        robin.sees("asks for a second person")
        alone = sam.page.get_by_role("button", name="Go on alone", exact=True)
        passes(170, stage, sam, robin)
        sam.sees("you can go on alone in")
        expect(alone).to_have_count(0)
        passes(11, stage, sam, robin)
        expect(alone).to_be_visible(timeout=ANSWER)
        alone.click()
        sam.page.locator(".emergency-second").get_by_role("button", name="Yes").click()
        sam.sees("Sam went on alone at")
        expect(robin.page.get_by_text("asks for a second person")).to_have_count(0, timeout=ANSWER)
        robin.go("Board")
        robin.sees("An emergency step went on without a second person.")
        sam.page.locator("summary", has_text="End this step").click()
        sam.page.get_by_label("Emergency services were called").check()
        sam.page.get_by_label("What was done").fill("Ambulance is on its way.")
        sam.press("End this step")
        sam.sees("Emergency services were called")
