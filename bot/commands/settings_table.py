"""`bot settings`: every setting with its meaning, default and origin."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.settings import Settings, rows


def print_settings(settings: Settings, out: Console) -> None:
    """Print the table. Secrets are shown as "set" or "not set"."""
    table = Table("setting", "value", "default", "from", "meaning", show_lines=True)
    for row in rows(settings):
        table.add_row(row.name, row.value, row.default, row.origin, row.meaning)
    out.print(table)
