"""The table of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.result import LINES, Line, Result


def show(results: Sequence[Result], without: str | None, out: Console) -> None:
    """Print it; `without` says why there is no twin beside it. Our own comes first, and is held against the goals."""
    table = Table("", *(one.name for one in results), "goal", "", title="One core each, in turn, over real sockets")
    for line in LINES:
        values = [line.value(one) for one in results]
        if any(value is not None for value in values):
            table.add_row(line.what, *(written(line, value) for value in values), line.goal, _verdict(line, values[0]))
    out.print(table)
    if without:
        out.print(f"Without stock Rasa: {without}", soft_wrap=True)


def written(line: Line, value: float | None) -> str:
    """A value with its unit; a dash where it was not measured."""
    if value is None:
        return "-"
    return f"{value:,.0f} {line.unit}".strip() if value >= 100 or value == int(value) else f"{value:.1f} {line.unit}".strip()  # noqa: PLR2004


def _verdict(line: Line, value: float | None) -> str:
    if line.is_met is None or value is None:
        return ""
    return "[green]met[/]" if line.is_met(value) else "[yellow]not yet[/]"
