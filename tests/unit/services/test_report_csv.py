"""The file holds the same numbers as the report, one a line."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

from bot.conversation.period import Period
from bot.services.audit import SYSTEM
from bot.services.count import Measure
from bot.services.report import report
from bot.services.report_csv import HIDDEN, as_csv, log_export
from tests.world import World

PERIOD = Period(date(2026, 2, 1), date(2026, 2, 2))


def test_every_cell_that_says_something_is_one_line(world: World) -> None:
    with world.store.write() as tx:
        for key, count in {"A01": 30, "B01": 2}.items():
            tx.count(datetime(2026, 2, 1, tzinfo=UTC), Measure.SITUATION.value, key, count)
    made = report(world.deps, PERIOD)
    lines = list(csv.DictReader(io.StringIO(as_csv(made, {"A01": "Threat to share, with contacts"}))))
    assert {line["from"] for line in lines} == {"2026-02-01"}
    situations = [(line["row"], line["name"], line["column"], line["value"]) for line in lines if line["table"] == "situations"]
    assert situations == [("A01", "Threat to share, with contacts", "conversations", "30"), ("B01", "", "conversations", HIDDEN)]
    told = [cell for table in made.tables for row in table.rows for cell in row[1:] if cell != ""]
    assert [line["value"] for line in lines] == [HIDDEN if cell is None else str(cell) for cell in told]


def test_who_took_it_is_logged_with_the_days(world: World) -> None:
    log_export(world.deps, SYSTEM, report(world.deps, PERIOD))
    with world.store.read() as tx:
        (line,) = tx.audit_lines()
    assert (line.by, line.action, line.about) == ("system", "export", "report 2026-02-01..2026-02-02")
