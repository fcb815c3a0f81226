"""`bot reports` prints the numbers of the supervisors' page."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.app import open_deps
from bot.commands.reports import reports
from bot.services.count import Measure
from bot.services.read_period import BadPeriodError
from bot.settings import Settings
from bot.store.keys import MasterKeys


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation of its own, with counts of yesterday."""
    home, key = tmp_path_factory.mktemp("home"), SecretStr(MasterKeys.generate())
    settings = Settings(_env_file=None, home=home, database_url="", master_key=key, country="GB")
    deps = open_deps(settings)
    with deps.store.write() as tx:
        for measure, key_, count in ((Measure.SITUATION, "A01", 12), (Measure.SITUATION, "B01", 3), (Measure.WAIT, "T0:60", 9)):
            tx.count(deps.clock() - timedelta(days=1), measure.value, key_, count)
    return settings


def printed(settings: Settings, first: str = "", last: str = "", *, as_csv: bool = False) -> str:
    out = io.StringIO()
    reports(settings, first, last, Console(file=out, width=120), csv=as_csv)
    return out.getvalue()


def test_tables_come_with_words_and_without_small_numbers(settings: Settings) -> None:
    said = printed(settings)
    assert "A01 Threat to tell friends, family" in said
    row = next(line for line in said.splitlines() if "T0" in line and " 60 " in line)
    assert "9" in row
    assert "not told: fewer than 5" in said
    assert " 3 " not in next(line for line in said.splitlines() if "B01" in line)


def test_the_file_can_be_read_by_a_program_and_is_logged(settings: Settings) -> None:
    lines = list(csv.DictReader(io.StringIO(printed(settings, as_csv=True))))
    assert ("A01", "12") in [(line["row"], line["value"]) for line in lines]
    with open_deps(settings).store.read() as tx:
        assert [(line.by, line.action) for line in tx.audit_lines()] == [("system", "export")]


def test_wrong_days_are_refused_with_a_sentence(settings: Settings) -> None:
    with pytest.raises(BadPeriodError, match="`from` is no day"):
        printed(settings, "last monday")
