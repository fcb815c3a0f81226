"""`bot helplines`: what would be shown to somebody of this age in this country now, and why; `check`: which rows are old."""

from __future__ import annotations

import json

from rich.console import Console
from rich.table import Table

from bot.app import DATA, now
from bot.guidance.helplines import Directory, Need, choose, explain
from bot.guidance.staleness import stale
from bot.settings import Settings

# What a blackmailed young person can be shown; the lines for worried adults and for offenders are not among them.
NEEDS = (
    Need.EMERGENCY,
    Need.CHILD_HELPLINE,
    Need.MISSING,
    Need.SUICIDE,
    Need.TAKEDOWN,
    Need.POLICE_REPORT,
    Need.ADULT_IMAGE_ABUSE,
    Need.SEXUAL_ABUSE_SUPPORT,
)


def helplines(settings: Settings, country: str, age: int | None, *, as_json: bool, out: Console) -> None:
    """Print the rows, as a table or as JSON."""
    moment = now()
    choices = choose(
        Directory.load(DATA / "helplines"), country=country, age=age, needs=NEEDS, now=moment, default_country=settings.country
    )
    rows = explain(choices)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table("helpline", "for", "phone", "text", "web", "why", show_lines=True)
    for row in rows:
        table.add_row(row["name"], row["need"], row["phone"] or "", row["sms"] or "", row["url"] or "", ", ".join(row["why"]))
    out.print(table)


def check(out: Console, country: str = "") -> int:
    """List the rows that nobody has confirmed for six months, oldest first, of one country or all; 1 when there are any."""
    directory = Directory.load(DATA / "helplines")
    rows = [line for line in stale(directory, now().date()) if not country or line.country == country]
    table = Table("helpline", "country", "newest source", "confidence")
    for line in rows:
        table.add_row(line.name, line.country, line.as_of, line.confidence)
    if rows:
        out.print(table)
    out.print(f"{len(rows)} rows are older than six months." if rows else "Every row was confirmed within six months.")
    return int(bool(rows))
