"""Nobody is at the desk: the first line says when somebody is, the place is kept, a helpline is open now, and whoever comes finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage
from tests.server import Server

TOLD = "my ex says he will post my pics"


def _opens_in_six_hours() -> dict[str, str]:
    opens = datetime.now(UTC) + timedelta(hours=6)
    closes = opens + timedelta(minutes=30)
    if closes.date() != opens.date():  # hours end with their day
        closes = opens.replace(hour=23, minute=59)
    hours = f'[{{days: mon-sun, from: "{opens:%H:%M}", to: "{closes:%H:%M}"}}]'
    return {"UNHOOK_OPENING_HOURS": hours, "UNHOOK_TIME_ZONE": "UTC"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(home=tmp_path_factory.mktemp("night") / "var", settings=_opens_in_six_hours()).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def always_open(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(home=tmp_path_factory.mktemp("empty") / "var").start()
    yield server
    server.stop()


def test_out_of_hours_is_the_first_thing_said_and_whoever_stays_late_is_there_all_the_same(
    young_person: YoungPersonPage, counsellor: CounsellorPage, new_page: Callable[..., Page], served: Server
) -> None:
    young_person.start()
    first = young_person.log.locator(".row").first
    expect(first).to_contain_text("our team is not here now")
    expect(first).to_contain_text(re.compile(r"here again .+ at \d"))
    young_person.say(TOLD)
    young_person.ask_for_person()
    young_person.sees("ur place is kept")
    expect(young_person.log.locator(".helpline").last).to_be_visible(timeout=ANSWER)
    counsellor.sign_in()
    later = YoungPersonPage(new_page(360, 740), served.web).start()  # somebody is there, whatever the hours say
    expect(later.log.get_by_text("our team is not here now")).to_have_count(0)
    counsellor.take_next()
    counsellor.hears(TOLD)
    counsellor.say("I am still here, and I have read it.")
    young_person.sees("I am still here, and I have read it.")
    counsellor.close_chat()


def test_where_nobody_is_free_nobody_waits_without_an_answer_and_the_place_is_kept(
    always_open: Server, new_page: Callable[..., Page]
) -> None:
    person = YoungPersonPage(new_page(360, 740), always_open.web).start()
    person.say(TOLD)
    person.ask_for_person()
    person.sees("I've asked for a person")
    expect(person.log.locator(".helpline").last).to_be_visible(timeout=ANSWER)
    expect(person.page.locator(".waiting")).to_contain_text("No counsellor is at the desk")
    said = person.log.locator(".row").count()
    person.say("what do i do if he posts them")
    person.page.wait_for_function("before => document.querySelectorAll('[role=log] .row').length > before + 1", arg=said)
    sam = CounsellorPage(new_page(1280, 800), always_open.console, always_open.first_password()).sign_in()
    expect(person.page.locator(".waiting")).not_to_contain_text("No counsellor is at the desk", timeout=ANSWER)
    sam.take_next()
    sam.hears(TOLD)
    sam.close_chat()
