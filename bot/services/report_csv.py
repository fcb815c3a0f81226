"""Writes a report as comma-separated values: one number a line, so that any program can turn it as it likes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Final

from bot.services.audit import Action, note_in_audit
from bot.services.ports import Deps
from bot.services.records import Counsellor
from bot.services.report import Report

HIDDEN: Final = "not told"  # fewer than 5, or a number from which such a one could be worked out
_COLUMNS: Final = ("from", "to", "table", "row", "name", "column", "value")


def as_csv(report: Report, names: Mapping[str, str] | None = None) -> str:
    """The same numbers as everywhere else; `names` says situations in words. A line for each cell, and none where nothing is."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")  # as RFC 4180 has it
    lines.writerow(_COLUMNS)
    first, last = report.period.first.isoformat(), report.period.last.isoformat()
    for table in report.tables:
        for row in table.rows:
            key = row[0]
            name = (names or {}).get(str(key), "")
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                if cell != "":
                    lines.writerow([first, last, table.id, key, name, column, HIDDEN if cell is None else cell])
    return out.getvalue()


def log_export(deps: Deps, by: Counsellor | str, report: Report) -> None:
    """Note who took the numbers out of the house, and of which days."""
    with deps.store.write() as tx:
        about = f"report {report.period.first}..{report.period.last}"
        note_in_audit(tx, by, Action.EXPORT, deps.clock(), about=about)
