"""`bot reports`: what was counted in some days, the same numbers as on the supervisors' page; small numbers are not told."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table as Drawn

from bot.app import open_deps, situation_titles
from bot.conversation.small_numbers import SMALLEST
from bot.services.audit import SYSTEM
from bot.services.read_period import read_period
from bot.services.report import Report, report, today
from bot.services.report_csv import HIDDEN, as_csv, log_export
from bot.services.report_table import Cell, Table
from bot.settings import Settings


def reports(settings: Settings, first: str, last: str, out: Console, *, csv: bool = False) -> None:
    """Print the report as tables, or as comma-separated values. Raises BadPeriodError."""
    deps = open_deps(settings)
    made = report(deps, read_period(first or None, last or None, today(deps)))
    names = situation_titles()
    if csv:
        log_export(deps, SYSTEM, made)
        out.print(as_csv(made, names), end="", markup=False, highlight=False, soft_wrap=True)
    else:
        show(made, names, out)


def show(made: Report, names: Mapping[str, str], out: Console) -> None:
    """Print every table that has a row, and what the marks mean."""
    out.print(f"{made.period.first} to {made.period.last}")
    for table in made.tables:
        if table.rows:
            out.print(_drawn(table, names))
    out.print(f"{HIDDEN}: fewer than {SMALLEST}, or a number from which such a one could be worked out. Times are upper edges.")


def _drawn(table: Table, names: Mapping[str, str]) -> Drawn:
    drawn = Drawn(title=_words(table.id), title_justify="left")
    for number, column in enumerate(table.columns):
        drawn.add_column(_words(column), justify="left" if number == 0 else "right")
    for key, *cells in table.rows:
        name = names.get(str(key))
        drawn.add_row(f"{key} {name}" if name else _words(str(key)), *map(_said, cells))
    return drawn


def _said(cell: Cell) -> str:
    return HIDDEN if cell is None else str(cell)


def _words(key: str) -> str:
    """Units stand at the end of a column's key: "median_s" is in seconds."""
    return key.removesuffix("_s").replace("_", " ") + (", s" if key.endswith("_s") else "")
