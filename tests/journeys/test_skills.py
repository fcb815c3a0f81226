"""Who knows what is set on the staff page, and between equals decides who is given which chat."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.safety.assessment import Assessment, ScoredSituation
from bot.safety.tiers import Tier
from bot.services.ports import Conversation, Role
from tests.journeys.console_stage import ConsoleStage, OpenPage, StaffPage, console_on
from tests.journeys.people import ANSWER
from tests.journeys.test_screens import check


def young(stage: ConsoleStage) -> Conversation:
    """Somebody says how old they are, and asks for a person."""
    world, talk = stage.world, stage.world.start()
    world.screen.verdict = Assessment(Tier.T2, situations=(ScoredSituation("E01", 0.9),))
    world.hear(talk, "words")
    world.screen.verdict = None
    world.hear(talk, "person")
    return talk


def has(staff: StaffPage, label: str) -> None:
    expect(staff.page.get_by_role("tab", name=label)).to_be_visible(timeout=ANSWER)


def test_whoever_knows_it_is_given_it_and_nobody_waits(tmp_path: Path, new_page: OpenPage) -> None:
    with console_on(tmp_path) as stage:
        stage.staff("Kim", Role.ADMINISTRATOR)
        stage.staff("Sam")
        stage.staff("Alex")
        kim = StaffPage(new_page(), stage).sign_in("Kim")
        kim.go("Staff")
        kim.page.get_by_role("button", name="Change Sam").click()
        kim.page.get_by_label("Under 13s").check()
        kim.press("Save")
        expect(kim.page.get_by_role("row", name="Sam")).to_contain_text("Under 13s")
        sam, alex = (StaffPage(new_page(), stage).sign_in(name) for name in ("Sam", "Alex"))
        sam.sees("3 counsellors here")
        first = young(stage)
        stage.world.clock.pass_by(seconds=1)
        second = stage.world.start()
        for text in ("T2 scared", "person"):
            stage.world.hear(second, text)
        row = alex.page.locator(".row", has_text=first.label)
        expect(row).to_contain_text("wants: Under 13s", timeout=ANSWER)
        expect(alex.page.locator(".row", has_text=second.label)).to_be_visible(timeout=ANSWER)
        alex.take_next()
        has(alex, second.label)
        sam.take_next()
        has(sam, first.label)
        third = young(stage)
        expect(alex.page.locator(".row", has_text=third.label)).to_be_visible(timeout=ANSWER)
        alex.take_next()  # alone in the queue
        has(alex, third.label)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(768, 1024), (1280, 800)], ids=["tablet", "desk"])
def test_what_is_wanted_and_known_is_readable_by_everybody(
    tmp_path: Path, new_page: OpenPage, screenshots: Path, size: tuple[int, int], scheme: str
) -> None:
    with console_on(tmp_path) as stage:
        stage.staff("Kim", Role.ADMINISTRATOR)
        young(stage)
        kim = StaffPage(new_page(*size, scheme=scheme), stage).sign_in("Kim")
        kim.go("Board")
        expect(kim.page.locator(".board-waiting")).to_contain_text("wants: Under 13s", timeout=ANSWER)
        check(kim.page, screenshots / f"skills-board-{size[0]}-{scheme}.png")
        kim.go("Staff")
        kim.page.get_by_role("button", name="Change Kim").click()
        kim.page.get_by_label("Under 13s").check()
        check(kim.page, screenshots / f"skills-staff-{size[0]}-{scheme}.png")
