"""A supervisor at work in a real browser: sees what goes on, reads it in numbers that give nobody away, reads a chat again blindly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from bot.services.count import Measure
from bot.services.count_ending import count_endings
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Conversation, Role
from tests.journeys.console_stage import ConsoleStage, OpenPage, StaffPage, console_on
from tests.journeys.people import ANSWER
from tests.world import World

HIGHEST = re.compile(r"The highest is \d+")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[ConsoleStage]:
    with console_on(tmp_path, situation_names={"A01": "Threat to share", "L03": "Wants a person"}) as stage:
        stage.world.clock.now = datetime.now(UTC) - timedelta(minutes=12)
        stage.staff("Sam")
        stage.staff("Robin", Role.SUPERVISOR)
        stage.staff("Kim", Role.SUPERVISOR)
        yield stage


def _at(stage: ConsoleStage, new_page: OpenPage, name: str) -> StaffPage:
    return StaffPage(new_page(1280, 900), stage).sign_in(name)


def _comes(world: World, text: str) -> Conversation:
    one = world.start()
    world.hear(one, text)
    return one


def _tier(board: StaffPage, tier: str) -> Locator:
    return board.page.locator(".tier-card").filter(has=board.page.locator(f".tier-{tier.lower()}"))


def fill_reports(world: World) -> None:
    """Eight weeks of counts, as a quiet service has them: some of them too small to be told."""
    today = datetime.now(UTC)
    with world.store.write() as tx:
        for day in range(1, 57):
            at = today - timedelta(days=day)
            tx.count(at, Measure.BEGUN.value, "all", 3 + day % 4)
            tx.count(at, Measure.ENDED.value, "wrote", 3 + day % 4)
            tx.count(at, Measure.TIER.value, "T0", 1)
            tx.count(at, Measure.TIER.value, "T2", 2 + day % 4)
            tx.count(at, Measure.LANGUAGE.value, "en", 3 + day % 4)
            tx.count(at, Measure.COUNTRY.value, "GB", 3 + day % 4)
            tx.count(at, Measure.SITUATION.value, "A01", 2)
        tx.count(today - timedelta(days=2), Measure.SITUATION.value, "L03", 2)


def test_the_board_tells_who_waits_how_long_and_leads_into_the_chat(stage: ConsoleStage, new_page: OpenPage) -> None:
    urgent = _comes(stage.world, "T0 now")
    stage.world.clock.pass_by(minutes=3)
    _comes(stage.world, "person please")
    robin = _at(stage, new_page, "Robin")
    robin.go("Board")
    expect(_tier(robin, "T0")).to_contain_text("1 past target", timeout=ANSWER)
    expect(_tier(robin, "T0")).to_contain_text("longest 12:")
    _comes(stage.world, "T0 too")
    expect(_tier(robin, "T0").locator(".tier-card-count")).to_have_text("2", timeout=ANSWER)
    robin.page.locator(".board-waiting .row", has_text=urgent.label).click()
    expect(robin.page.get_by_role("log", name="Transcript")).to_contain_text("now", timeout=ANSWER)
    assert ("read", urgent.id) in [(action, conversation) for _, action, conversation in stage.world.audited()]


def test_from_the_board_a_supervisor_watches_whispers_and_takes_over(stage: ConsoleStage, new_page: OpenPage) -> None:
    one = _comes(stage.world, "T1 please")
    sam = _at(stage, new_page, "Sam")
    sam.take_next()
    robin = _at(stage, new_page, "Robin")
    robin.go("Board")
    robin.page.locator(".board .row", has_text=one.label).click()
    robin.sees("You only read here")
    robin.page.get_by_label("Whisper to Sam").fill("Ask who is with them.")
    robin.page.get_by_role("button", name="Whisper").click()
    expect(sam.page.get_by_role("note", name="Robin to you, privately")).to_contain_text("who is with them", timeout=ANSWER)
    robin.page.locator(".chat-acts").get_by_role("button", name="Take over").click()
    sure = robin.page.locator(".chat-acts").get_by_role("button", name="Yes")
    if sure.count():
        sure.click()
    expect(robin.page.get_by_text("The bot is silent")).to_be_visible(timeout=ANSWER)
    sam.sees("A colleague has this chat")
    assert stage.world.now(one).counsellor_name == "Robin"


def test_what_went_wrong_stays_on_every_board_until_one_has_looked(stage: ConsoleStage, new_page: OpenPage) -> None:
    with stage.world.store.write() as tx:
        report_incident(tx, IncidentKind.LEFT_WAITING, stage.world.clock())
    robin, kim = _at(stage, new_page, "Robin"), _at(stage, new_page, "Kim")
    for supervisor in (robin, kim):
        supervisor.go("Board")
        supervisor.sees("Somebody wrote, and their counsellor did not")
    robin.press("Seen")
    for supervisor in (robin, kim):
        expect(supervisor.page.get_by_text("Somebody wrote, and their counsellor did not")).to_have_count(0, timeout=ANSWER)
    kim.press("Show earlier ones")
    kim.sees("Seen by Robin")


def test_a_report_is_a_chart_a_table_and_a_file_with_the_same_numbers_and_none_that_are_small(
    stage: ConsoleStage, new_page: OpenPage
) -> None:
    stage.world.clock.now = datetime.now(UTC)
    fill_reports(stage.world)
    robin = _at(stage, new_page, "Robin")
    robin.go("Reports")
    robin.press("Last 4 weeks")
    chart = robin.page.get_by_role("figure", name="What it was about")
    expect(chart.locator("svg").first).to_be_visible(timeout=ANSWER)
    expect(robin.page.get_by_role("figure", name="Chats in which").get_by_role("img")).to_have_accessible_name(HIGHEST)
    expect(chart.get_by_text("1 more, fewer than 5")).to_be_visible()
    chart.get_by_text("As a table").click()
    rows = chart.get_by_role("row")
    expect(rows.filter(has_text="Threat to share")).to_contain_text("56")
    expect(rows.filter(has_text="Wants a person")).to_contain_text("not told")
    with robin.page.expect_download() as told:
        robin.page.get_by_text("Download as CSV").click()
    lines = list(csv.DictReader(io.StringIO(Path(told.value.path()).read_text(encoding="utf-8"))))
    about = {line["name"] or line["row"]: line["value"] for line in lines if line["table"] == "situations"}
    assert about == {"Threat to share": "56", "Wants a person": "not told"}
    assert stage.world.audited()[-1][1] == "export"


def test_a_counsellor_has_no_board_no_reports_and_nothing_to_read_again(stage: ConsoleStage, new_page: OpenPage) -> None:
    sam = _at(stage, new_page, "Sam")
    tabs = sam.page.get_by_role("navigation", name="Screens").get_by_role("button")
    expect(tabs).to_have_text(["Desk", "Practice", "Account"])


def test_a_second_reading_is_blind_and_a_disagreement_reaches_the_board(stage: ConsoleStage, new_page: OpenPage) -> None:
    world = stage.world
    one = _comes(world, "T1 please")
    end_all(world)
    robin, kim = _at(stage, new_page, "Robin"), _at(stage, new_page, "Kim")
    robin.go("Read again")
    robin.page.get_by_role("navigation", name="To be read").get_by_role("button").first.click()
    said = robin.page.locator(".review-chat")
    expect(said).to_contain_text("T1 please", timeout=ANSWER)  # the words, and nothing that was found in them
    assert said.locator("mark, .review-transcript .tier, .veil").count() == 0
    assert one.label not in robin.page.content()
    robin.press("Keep my rating")
    robin.sees("Choose one of the five first.")
    robin.page.get_by_role("radio", name="T0").check()
    robin.press("Keep my rating")
    robin.sees("It had been taken as T1, you say T0.")
    expect(robin.page.get_by_role("navigation", name="To be read").get_by_role("button")).to_have_count(0, timeout=ANSWER)
    kim.go("Board")
    kim.sees("Read again: more urgent than had been found.")
    kim.go("Read again")
    kim.sees("Nothing waits to be read by you.")


def end_all(world: World) -> None:
    """As if hours had passed without a word."""
    world.clock.pass_by(seconds=1)
    count_endings(replace(world.deps, settings=replace(world.deps.settings, over_after=timedelta())))
