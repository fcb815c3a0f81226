"""The opening hours of the service, from the settings of the operator."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.guidance.library import Library
from bot.guidance.service_hours import OpeningHoursError, read_service_hours

EVENINGS = '[{days: mon-fri, from: "16:00", to: "22:00"}]'
MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FRIDAY_NIGHT = datetime(2026, 3, 6, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    """Drafts too: whoever tries one is told the same."""
    return Library.load(root / "data", drafts=True)


def test_no_hours_are_no_hours_and_need_no_zone() -> None:
    assert read_service_hours("", "") is None
    assert read_service_hours("  ", "nowhere") is None


def test_hours_are_written_as_those_of_a_helpline() -> None:
    hours = read_service_hours(EVENINGS, "Europe/Madrid")
    assert hours
    assert not hours.open_at(MONDAY_NOON)
    assert hours.next_opening(MONDAY_NOON) == datetime(2026, 3, 2, 15, tzinfo=UTC)
    always = read_service_hours("{always: true}", "UTC")
    assert always
    assert always.open_at(MONDAY_NOON)


@pytest.mark.parametrize(
    ("hours", "zone", "named"),
    [
        (EVENINGS, "", "UNHOOK_TIME_ZONE"),
        (EVENINGS, "Europe/Nowhere", "UNHOOK_TIME_ZONE"),
        (EVENINGS, "../etc/passwd", "UNHOOK_TIME_ZONE"),
        ("mon-fri 16-22", "UTC", "UNHOOK_OPENING_HOURS"),
        ("[{days: mon", "UTC", "UNHOOK_OPENING_HOURS"),
        ("[{days: mon, from: 16:00, to: 22:00}]", "UTC", "UNHOOK_OPENING_HOURS"),
    ],
)
def test_what_cannot_be_read_names_the_setting(hours: str, zone: str, named: str) -> None:
    with pytest.raises(OpeningHoursError, match=named):
        read_service_hours(hours, zone)


@pytest.mark.parametrize(
    ("language", "now", "said"),
    [
        ("en", MONDAY_NOON, "today at 16:00"),
        ("en", FRIDAY_NIGHT, "Monday at 16:00"),
        ("es", MONDAY_NOON, "hoy, 16:00"),
    ],
)
@pytest.mark.parametrize("key", ["utter_welcome_out_of_hours", "utter_person_out_of_hours"])
def test_while_it_is_closed_it_is_said_when_it_opens(library: Library, key: str, language: str, now: datetime, said: str) -> None:
    closed = replace(library, hours=read_service_hours(EVENINGS, "Europe/London"))
    draft = closed.reply(key, country="GB", age_band=None, now=now, language=language)
    assert said in draft.text
    assert draft.helplines  # nobody here is never a dead end
    assert "ask_for_person" in {button.id for button in draft.buttons}


def test_the_first_line_says_it_and_the_number_in_danger(library: Library) -> None:
    closed = replace(library, hours=read_service_hours(EVENINGS, "Europe/London"))
    text = closed.reply("utter_welcome_out_of_hours", country="GB", age_band=None, now=MONDAY_NOON).text
    assert "not here now" in text[:60]
    assert "999" in text


def test_a_service_that_says_no_hours_has_no_opening_to_name(library: Library) -> None:
    text = library.reply("utter_person_out_of_hours", country="GB", age_band=None, now=MONDAY_NOON).text
    assert "{" not in text
    assert "Your place is kept." in text
