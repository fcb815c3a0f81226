"""`bot content`: which words still need a reviewer, and pages on which everything a child can be told is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.app import DATA, now
from bot.commands.content_page import content_page
from bot.guidance.library import Library
from bot.guidance.review import Reviewed, ReviewState, counted, review
from bot.settings import Settings


def content(settings: Settings, html: Path | None, out: Console) -> int:
    """Print what is missing, expired or unreviewed; write the pages into `html`. 1 when anything is missing or expired."""
    library, today = Library.load(DATA, settings.country, drafts=True), now().date()
    failed = 0
    for language, book in library.books.items():
        found = review(book, library.book(), today)
        numbers = counted(found)
        out.print(
            f"[bold]{language}[/]{'' if book.released else ' (draft)'}: "
            + ", ".join(f"{number} {state}" for state, number in numbers.items())
        )
        _list(found, out)
        failed |= bool(numbers[ReviewState.MISSING] or numbers[ReviewState.EXPIRED])
        if html:
            html.mkdir(parents=True, exist_ok=True)
            page = html / f"{language}.html"
            page.write_text(content_page(language, book, found), encoding="utf-8")
            out.print(f"For a reviewer: {page}", soft_wrap=True)
    return int(failed)


def _list(found: Sequence[Reviewed], out: Console) -> None:
    urgent = [one for one in found if one.state in {ReviewState.MISSING, ReviewState.EXPIRED}]
    if not urgent:
        return
    table = Table("reply", "tier", "what", "reviewed", "look again by")
    for one in urgent:
        entry = one.entry
        days = [str(day or "") for day in (entry.reviewed_on, entry.expires_on)]
        table.add_row(entry.key, entry.tier.name if entry.tier else "", one.state, *days)
    out.print(table)
