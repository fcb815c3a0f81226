"""`bot content`: which words are missing, expire or wait for a reviewer, and a page of them for each language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.app import DATA, now
from bot.commands.content_page import content_page
from bot.commands.language_report import print_report
from bot.guidance.copy_entry import CopyEntry
from bot.guidance.copybook import CopyBook
from bot.guidance.library import Library
from bot.guidance.review import Reviewed, ReviewState, counted, expiring, review
from bot.settings import Settings

SOON = timedelta(days=60)


def content(settings: Settings, html: Path | None, out: Console, *, strict: bool = False) -> int:
    """Print what is missing, expired, soon to expire or unreviewed; write the pages into `html`.

    1 when strict, and something that a language shows to young people is missing or expired.
    """
    library, today = Library.load(DATA, settings.country, drafts=True), now().date()
    failed = False
    for language, book in library.books.items():
        found = review(book, library.book(), today)
        numbers = counted(found)
        failed |= book.released and bool(numbers[ReviewState.MISSING] or numbers[ReviewState.EXPIRED])
        told = ", ".join(f"{number} {state}" for state, number in numbers.items())
        out.print(f"[bold]{language}[/]{'' if book.released else ' (draft)'}: {told}")
        if book.released:
            _list(found, out)
        elif numbers[ReviewState.MISSING]:
            out.print(f"What it still needs: bot content --language {language}")
        _list_soon(expiring(book, today, SOON), today, out)
        if html:
            _write(html, language, book, found, out)
    return int(strict and failed)


def content_of(settings: Settings, language: str, out: Console, *, strict: bool = False) -> int:
    """Print what one language still needs; 1 when strict, and something is missing."""
    return int(not print_report(settings, language, out) and strict)


def _write(folder: Path, language: str, book: CopyBook, found: Sequence[Reviewed], out: Console) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{language}.html"
    page.write_text(content_page(language, book, found), encoding="utf-8")
    out.print(f"For a reviewer: {page}", soft_wrap=True)


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


def _list_soon(soon: Sequence[CopyEntry], today: date, out: Console) -> None:
    if not soon:
        return
    table = Table("reply", "tier", "look again by", "days left", title=f"expires within {SOON.days} days", title_justify="left")
    for entry in soon:
        left = entry.expires_on - today if entry.expires_on else timedelta()
        table.add_row(entry.key, entry.tier.name if entry.tier else "", str(entry.expires_on), str(left.days))
    out.print(table)
