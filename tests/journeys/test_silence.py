"""Somebody accepted and wrote nothing, or their console was gone: the young person is told, and keeps their place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage
from tests.server import Server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With limits of three seconds."""
    home = tmp_path_factory.mktemp("silence") / "var"
    server = Server(home=home, program="tests.short_limits", settings={"UNHOOK_ANSWER_MINUTES": "0.05"}).start()
    yield server
    server.stop()


def _asks(person: YoungPersonPage) -> None:
    person.start()
    person.say("my ex says he will post my pics")
    person.ask_for_person()
    person.sees("asked for a person")


def test_who_accepts_and_stays_silent_gives_the_place_back(young_person: YoungPersonPage, counsellor: CounsellorPage) -> None:
    counsellor.sign_in()
    _asks(young_person)
    counsellor.take_next()
    young_person.sees("Sam is a person")
    young_person.sees("Sam can't stay right now")
    young_person.sees("You keep your place")
    expect(counsellor.waiting_rows()).to_have_count(1, timeout=ANSWER)
    expect(counsellor.page.get_by_label("Your answer")).to_be_hidden()
    counsellor.take_next()
    counsellor.say("I am back, and I stay.")
    young_person.sees("I am back, and I stay.")
    assert young_person.log.get_by_text("Sam is a person").count() == 2
    counsellor.close_chat()


def test_who_said_hello_and_then_nothing_gives_the_place_back(young_person: YoungPersonPage, counsellor: CounsellorPage) -> None:
    counsellor.sign_in()
    _asks(young_person)
    counsellor.take_next()
    counsellor.say("Hi, I am Sam.")
    young_person.sees("Hi, I am Sam.")
    young_person.say("he gave me until tonight")
    young_person.sees("Sam can't stay right now")
    young_person.sees("You keep your place")
    expect(counsellor.waiting_rows()).to_have_count(1, timeout=ANSWER)
    counsellor.take_next()
    counsellor.close_chat()


def test_a_console_that_is_gone_gives_the_place_back(young_person: YoungPersonPage, counsellor: CounsellorPage) -> None:
    counsellor.sign_in()
    _asks(young_person)
    counsellor.take_next()
    counsellor.say("I am here.")
    young_person.sees("I am here.")
    counsellor.page.close()
    young_person.sees("Sam can't stay right now")
    expect(young_person.log.get_by_text("You keep your place")).to_be_visible(timeout=ANSWER)
