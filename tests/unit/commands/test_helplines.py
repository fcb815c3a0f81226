"""`bot helplines`: the rows a young person would see, and why."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from bot.commands.helplines import NEEDS, check, helplines
from bot.guidance.directory import Directory
from bot.settings import Settings

FIELDS = {"name", "need", "phone", "sms", "url", "why"}


@pytest.fixture(scope="module")
def directory(root) -> Directory:
    return Directory.load(root / "data/helplines")


def listed(settings: Settings, capsys: pytest.CaptureFixture[str], country: str, age: int | None) -> list[dict]:
    helplines(settings, country, age, as_json=True, out=Console(file=io.StringIO()))
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("country", ["GB", "IE", "US", "ZZ", "FR", "IN", "ZA", "AQ"])
@pytest.mark.parametrize("age", [None, 9, 15, 30])
def test_every_row_says_what_it_is_for_and_why(settings, capsys, country: str, age: int | None) -> None:
    rows = listed(settings, capsys, country, age)
    assert rows
    assert all(row.keys() >= FIELDS and row["why"] and all(row["why"]) for row in rows)
    assert all(row["phone"] or row["sms"] or row["url"] for row in rows)
    assert {row["need"] for row in rows} <= {need.value for need in NEEDS}


@pytest.mark.parametrize("country", ["GB", "IE", "US", "FR", "IN", "ZA", "BR"])
def test_an_emergency_number_and_somebody_for_children_are_always_among_them(settings, capsys, country: str) -> None:
    needs = [row["need"] for row in listed(settings, capsys, country, 14)]
    assert {"emergency", "child_helpline"} <= set(needs)


def test_the_rows_are_those_of_the_country(settings, capsys, directory: Directory) -> None:
    own = {line.name for line in directory.of("IE")} | {line.name for line in directory.of("ZZ")}
    assert {row["name"] for row in listed(settings, capsys, "IE", 14)} <= own


def test_the_table_for_people_has_every_row_of_the_json(settings, capsys) -> None:
    out = io.StringIO()
    helplines(settings, "GB", 14, as_json=False, out=Console(file=out, width=400))
    assert all(row["name"] in out.getvalue() for row in listed(settings, capsys, "GB", 14))


def test_the_check_lists_old_rows_oldest_first_and_fails() -> None:
    printed = io.StringIO()
    assert check(Console(file=printed, width=200)) == 1
    assert "older than six months" in printed.getvalue()


def test_the_check_of_one_country_lists_no_other() -> None:
    printed = io.StringIO()
    check(Console(file=printed, width=200), "FR")
    assert " DE " not in printed.getvalue()
