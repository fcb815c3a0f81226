"""The database is away and comes back under open pages: nothing that was typed is lost or doubled, and danger is still first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage
from tests.server import Server
from tests.stoppable_database import Database, open_database

BACK = 60_000  # ms; pages that tried in vain try less and less often


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = open_database(request.param, tmp_path)
    yield database
    database.remove()


@pytest.fixture
def server(database: Database, tmp_path: Path) -> Iterator[Server]:
    server = Server(home=tmp_path / "var", settings={"UNHOOK_DATABASE_URL": database.url}).start()
    yield server
    server.stop()


def test_both_sides_keep_what_they_typed_say_that_they_try_again_and_each_word_arrives_once(
    database: Database, server: Server, new_page: Callable[..., Page]
) -> None:
    sam = CounsellorPage(new_page(1280, 800), server.console, server.first_password()).sign_in()
    calm, person, danger = (YoungPersonPage(new_page(360, 740), server.web).start() for _ in range(3))
    person.say("my ex says he will post my pics")
    person.ask_for_person()
    person.sees("asked for a person")
    sam.take_next()
    sam.say("I am here with you")
    person.sees("I am here with you")
    calm.ask_for_person()
    calm.sees("asked for a person")
    expect(sam.waiting_rows()).to_have_count(1, timeout=ANSWER)

    database.take_away()
    person.say("he wrote to me again")
    danger.say("i took all the tablets just now")
    sam.say("You did well to tell me")
    for page in (person.page, danger.page):
        expect(page.get_by_text("Trying again").first).to_be_visible(timeout=ANSWER)
    expect(sam.page.get_by_text("Trying again", exact=False).first).to_be_visible(timeout=ANSWER)
    sam.answer.fill("and not yet sent")
    database.give_back()

    person.sees("You did well to tell me")
    sam.hears("he wrote to me again")
    expect(sam.waiting_rows()).to_have_count(2, timeout=BACK)
    expect(sam.waiting_rows().first).to_contain_text("T0")
    expect(sam.answer).to_have_value("and not yet sent")
    for page in (person.page, danger.page, sam.page):
        expect(page.get_by_text("Trying again")).to_have_count(0, timeout=BACK)
    person.say("are you still there")  # the streams of both sides have gone on
    sam.hears("are you still there")
    sam.answer.press("Enter")
    person.sees("and not yet sent")
    for text in ("he wrote to me again", "You did well to tell me", "are you still there", "and not yet sent"):
        for page in (person.page, sam.page):
            assert page.get_by_role("log").inner_text().count(text) == 1, text
