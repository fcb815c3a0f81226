"""Which helplines are chosen for whom, in which order, by day and by night."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.guidance.helplines import Choice, Confidence, Country, Directory, Helpline, Need, choose, explain
from bot.guidance.hours import Hours, Span

LONDON = ZoneInfo("Europe/London")
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=LONDON)
SATURDAY_NIGHT = datetime(2026, 11, 28, 3, 0, tzinfo=LONDON)
DATA = Path(__file__).parents[3] / "data"
NO_FILE = "AQ"
COUNTRIES = [*sorted(file.stem.upper() for file in (DATA / "helplines").glob("*.yml")), NO_FILE, None]
CHILDREN: list[dict[str, Any]] = [{"age": years} for years in (8, 12, 15, 16, 17)] + [
    {"age_band": "under_13"},
    {"age_band": "13_17"},
]
ADULTS: list[dict[str, Any]] = [{"age": 18}, {"age": 20}, {"age": 24}, {"age_band": "18_plus"}]
PEOPLE: list[dict[str, Any]] = [*CHILDREN, *ADULTS, {"age_band": None}, {"age_band": "no such band"}]


@pytest.fixture(params=[MONDAY_NOON, SATURDAY_NIGHT], ids=["monday noon", "saturday night"])
def now(request: pytest.FixtureRequest) -> datetime:
    moment: datetime = request.param
    return moment


def ids(choices: list[Choice]) -> list[str]:
    return [choice.helpline.id for choice in choices]


@pytest.mark.parametrize(
    ("country", "language", "need", "expected"),
    [
        ("US", "es", Need.CHILD_HELPLINE, ["us-boys-town"]),
        ("US", "en", Need.CHILD_HELPLINE, ["us-boys-town"]),
        ("US", "es", Need.SUICIDE, ["us-988", "us-crisis-text-line"]),
        ("GB", "es", Need.CHILD_HELPLINE, ["gb-childline", "zz-child-helpline-international"]),
        ("GB", "en", Need.CHILD_HELPLINE, ["gb-childline"]),
        ("ES", "es", Need.CHILD_HELPLINE, ["es-anar"]),
    ],
)
def test_who_speaks_their_language_comes_first_and_where_nobody_does_a_finder_stands_beside(
    directory: Directory, country: str, language: str, need: Need, expected: list[str]
) -> None:
    found = chosen(directory, [need], country=country, now=MONDAY_NOON, age=15, languages=[language])
    assert ids(found)[: len(expected)] == expected


def test_a_line_that_speaks_their_language_is_shown_before_one_that_is_open(directory: Directory) -> None:
    other = next(line for line in directory if line.id == "us-childhelp")
    spanish = replace(
        other, id="us-spanish", phone="1", url=None, languages=("es",), hours=Hours(LONDON, (Span(frozenset({0}), 0, 1),))
    )
    us = replace(directory.countries["US"], helplines=(other, spanish))
    small = replace(directory, countries={**directory.countries, "US": us})
    found = chosen(small, [Need.CHILD_HELPLINE], country="US", now=MONDAY_NOON, age=15, languages=["es"])
    assert ids(found)[:2] == ["us-spanish", "us-childhelp"]
    assert "speaks es" in found[0].why


def chosen(directory: Directory, needs: list[Need], *, country: str | None, now: datetime, **person: Any) -> list[Choice]:
    return choose(directory, country=country, needs=needs, now=now, default_country="GB", **person)


@pytest.mark.parametrize(
    ("country", "age", "need", "expected"),
    [
        ("GB", 15, Need.EMERGENCY, ["gb-emergency"]),
        ("GB", 15, Need.CHILD_HELPLINE, ["gb-childline"]),
        ("GB", 15, Need.MISSING, ["gb-missing-people", "zz-child-helpline-international"]),
        ("GB", 20, Need.MISSING, ["gb-missing-people", "zz-child-helpline-international"]),
        ("US", 15, Need.MISSING, ["us-runaway-safeline", "zz-child-helpline-international"]),
        ("GB", 20, Need.OFFENDER_PREVENTION, ["gb-stop-it-now", "zz-troubled-desire"]),
        ("GB", 15, Need.SUICIDE, ["gb-papyrus", "gb-shout", "gb-samaritans"]),
        ("GB", 15, Need.TAKEDOWN, ["gb-report-remove", "gb-iwf", "zz-take-it-down"]),
        ("GB", 15, Need.POLICE_REPORT, ["gb-ceop", "gb-police-101"]),
        ("GB", 15, Need.ADULT_IMAGE_ABUSE, ["gb-report-remove", "gb-iwf", "zz-take-it-down"]),
        ("GB", 18, Need.CHILD_HELPLINE, ["gb-childline", "gb-shout", "gb-samaritans", "gb-revenge-porn-helpline", "zz-stopncii"]),
        ("GB", 20, Need.CHILD_HELPLINE, ["gb-shout", "gb-samaritans", "gb-revenge-porn-helpline", "zz-stopncii"]),
        ("GB", 20, Need.TAKEDOWN, ["gb-revenge-porn-helpline", "zz-stopncii"]),
        ("GB", 20, Need.ADULT_IMAGE_ABUSE, ["gb-revenge-porn-helpline", "zz-stopncii"]),
        ("GB", 20, Need.POLICE_REPORT, ["gb-police-101", "gb-report-fraud", "zz-inhope"]),
        ("US", 12, Need.EMERGENCY, ["us-emergency"]),
        ("US", 12, Need.TAKEDOWN, ["us-take-it-down"]),
        ("US", 12, Need.SUICIDE, ["us-988", "us-crisis-text-line", "us-trevor"]),
        ("US", 12, Need.POLICE_REPORT, ["us-cybertipline", "us-fbi"]),
        ("US", 20, Need.CHILD_HELPLINE, ["us-988", "us-crisis-text-line", "us-ccri", "zz-stopncii"]),
        ("IE", 15, Need.SUICIDE, ["ie-samaritans", "ie-text-50808", "ie-pieta", "zz-findahelpline"]),
        ("IE", 15, Need.SEXUAL_ABUSE_SUPPORT, ["ie-drcc", "zz-findahelpline"]),
        (None, None, Need.CHILD_HELPLINE, ["gb-childline", "zz-child-helpline-international"]),
        (None, None, Need.EMERGENCY, ["gb-emergency"]),
        ("FR", 15, Need.EMERGENCY, ["fr-emergency"]),
        ("FR", 15, Need.CHILD_HELPLINE, ["fr-3018", "fr-119"]),
        ("FR", 20, Need.CHILD_HELPLINE, ["fr-sos-amitie", "zz-stopncii", "zz-findahelpline"]),
        ("DE", 15, Need.CHILD_HELPLINE, ["de-juuuport", "de-nummer-gegen-kummer"]),
        ("DE", 20, Need.TAKEDOWN, ["zz-stopncii", "de-hateaid"]),
        ("BE", 15, Need.SEXUAL_ABUSE_SUPPORT, ["be-ecoute-enfants", "be-sos-viol", "be-1712", "be-awel", "zz-findahelpline"]),
        ("PL", 15, Need.SUICIDE, ["pl-116111", "pl-rpd-800121212", "pl-tpd-800119119"]),
        ("PL", 20, Need.SUICIDE, ["pl-116123", "pl-centrum-wsparcia", "zz-findahelpline"]),
        ("MX", 15, Need.CHILD_HELPLINE, ["zz-child-helpline-international"]),
        ("SG", 9, Need.CHILD_HELPLINE, ["sg-tinkle-friend", "zz-child-helpline-international"]),
        ("SG", 15, Need.CHILD_HELPLINE, ["zz-child-helpline-international"]),
        (NO_FILE, 15, Need.EMERGENCY, []),
        (NO_FILE, 15, Need.CHILD_HELPLINE, ["zz-child-helpline-international"]),
        (NO_FILE, 15, Need.SUICIDE, ["zz-findahelpline", "zz-befrienders"]),
        (NO_FILE, 15, Need.TAKEDOWN, ["zz-take-it-down", "zz-inhope", "zz-iwf-report"]),
        (NO_FILE, 20, Need.TAKEDOWN, ["zz-stopncii", "zz-findahelpline"]),
        ("ZZ", 15, Need.CHILD_HELPLINE, ["zz-child-helpline-international"]),
        ("ZZ", 20, Need.CHILD_HELPLINE, ["zz-stopncii", "zz-findahelpline", "zz-befrienders"]),
    ],
)
def test_on_a_weekday_each_person_is_shown_what_fits(
    directory: Directory, country: str | None, age: int | None, need: Need, expected: list[str]
) -> None:
    assert ids(chosen(directory, [need], country=country, age=age, now=MONDAY_NOON)) == expected


def test_at_night_a_closed_line_comes_last_and_says_when_it_opens(directory: Directory) -> None:
    choices = chosen(directory, [Need.ADULT_IMAGE_ABUSE], country="GB", age=20, now=SATURDAY_NIGHT)
    assert ids(choices) == ["zz-stopncii", "gb-revenge-porn-helpline"]
    assert choices[-1].why == ("country", "age fits", "closed, opens Mon 10:00")


def made_up(directory: Directory, *lines: Helpline) -> Directory:
    """The real worldwide file beside a country of made-up rows."""
    return replace(directory, countries={**directory.countries, "QQ": Country("QQ", "Nowhere", lines)})


def row(name: str, **fields: Any) -> Helpline:
    sure = {
        "kind": "child_helpline",
        "confidence": Confidence.HIGH,
        "as_of": "2026",
        "sources": ("a page",),
        "phone": f"000 {name}",
    }
    return Helpline(id=f"qq-{name}", country="QQ", name=name, **{**sure, **fields})


def test_a_line_for_one_region_comes_after_the_whole_country_and_never_alone(directory: Directory) -> None:
    north, all_over = row("1", region="North"), row("2")
    both = made_up(directory, north, all_over)
    assert ids(chosen(both, [Need.CHILD_HELPLINE], country="QQ", age=15, now=MONDAY_NOON)) == ["qq-2", "qq-1"]
    choices = chosen(made_up(directory, north), [Need.CHILD_HELPLINE], country="QQ", age=15, now=MONDAY_NOON)
    assert ids(choices) == ["qq-1", "zz-child-helpline-international"]
    assert choices[-1].why[-1] == "second way for a regional row"


@pytest.mark.parametrize(
    ("now", "expected"), [(MONDAY_NOON, ["qq-1"]), (SATURDAY_NIGHT, ["qq-1", "zz-child-helpline-international"])]
)
def test_while_every_line_is_closed_there_is_a_second_way(directory: Directory, now: datetime, expected: list[str]) -> None:
    weekdays = row("1", hours=Hours(LONDON, (Span(frozenset(range(5)), 9 * 60, 17 * 60),)))
    assert ids(chosen(made_up(directory, weekdays), [Need.CHILD_HELPLINE], country="QQ", age=15, now=now)) == expected


def test_a_sure_row_comes_before_a_less_sure_one(directory: Directory) -> None:
    country = made_up(directory, row("1", confidence=Confidence.MEDIUM), row("2"), row("3", confidence=Confidence.LOW))
    choices = chosen(country, [Need.CHILD_HELPLINE], country="QQ", age=15, now=MONDAY_NOON)
    assert ids(choices) == ["qq-2", "qq-1", "zz-child-helpline-international"]


def test_under_16_in_england_the_childline_comes_before_a_line_for_another_region(directory: Directory) -> None:
    assert ids(chosen(directory, [Need.SEXUAL_ABUSE_SUPPORT], country="GB", age=15, now=SATURDAY_NIGHT))[0] == "gb-childline"


def test_the_emergency_number_comes_first_when_asked_for_and_only_then(directory: Directory, now: datetime) -> None:
    asked = chosen(directory, [Need.SUICIDE, Need.EMERGENCY, Need.TAKEDOWN], country="GB", age=15, now=now)
    assert asked[0].helpline.id == "gb-emergency"
    unasked = chosen(directory, [need for need in Need if need is not Need.EMERGENCY], country="GB", age=15, now=now)
    assert "gb-emergency" not in ids(unasked)


def test_needs_are_answered_in_the_order_given(directory: Directory) -> None:
    needs = [Need.TAKEDOWN, Need.CHILD_HELPLINE]
    choices = chosen(directory, needs, country="GB", age=15, now=MONDAY_NOON)
    assert list(dict.fromkeys(choice.need for choice in choices)) == needs


def test_a_limit_keeps_the_second_way_beside_a_medium_row(directory: Directory) -> None:
    choices = chosen(directory, [Need.SUICIDE], country="IE", age=15, now=MONDAY_NOON, per_need=2)
    assert ids(choices) == ["ie-samaritans", "ie-text-50808", "zz-findahelpline"]
    assert choices[-1].why[-1] == "second way for a medium row"


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_rules_hold_for_everybody(directory: Directory, country: str | None, now: datetime) -> None:
    for person, need in product(PEOPLE, Need):
        rows = [choice.helpline for choice in chosen(directory, [need], country=country, now=now, **person)]
        assert all(row.confidence is not Confidence.LOW for row in rows), (person, need)
        offenders = need is Need.OFFENDER_PREVENTION
        assert all((row.kind == Need.OFFENDER_PREVENTION) == offenders for row in rows), (person, need)
        missing = "only an emergency number can be missing: its text says what to call"
        assert rows or need is Need.EMERGENCY, (missing, person, need)
        reached = [way for row in rows for way in row.ways]
        assert len(reached) == len(set(reached)), ("the same service is shown once", person, need)
        if need is not Need.EMERGENCY and not offenders and any(row.confidence is Confidence.MEDIUM for row in rows):
            assert any(row.finder_for and row.confidence is Confidence.HIGH for row in rows), (person, need)


@pytest.mark.parametrize("country", COUNTRIES)
def test_tools_for_children_and_for_adults_are_never_swapped(directory: Directory, country: str | None, now: datetime) -> None:
    for person in PEOPLE:
        urls = {choice.helpline.url for choice in chosen(directory, list(Need), country=country, now=now, **person)}
        assert not (person in CHILDREN and "https://stopncii.org/" in urls), person
        assert not (person in ADULTS and "https://takeitdown.ncmec.org/" in urls), person


def test_every_open_line_comes_before_every_closed_one_of_its_need(directory: Directory, now: datetime) -> None:
    rank = {True: 0, None: 1, False: 2}
    for country, need in product(COUNTRIES, Need):
        lines = [choice.helpline for choice in chosen(directory, [need], country=country, age=20, now=now)]
        local = [rank[line.hours.open_at(now) if line.hours else None] for line in lines if not line.finder_for]
        assert local == sorted(local)


def test_the_explanation_is_plain_rows_with_reasons(directory: Directory) -> None:
    (found,) = explain(chosen(directory, [Need.CHILD_HELPLINE], country="GB", age=15, now=MONDAY_NOON))
    assert found["id"] == "gb-childline"
    assert found["why"] == ["country", "age fits", "open now"]
    assert found["open"] is True
