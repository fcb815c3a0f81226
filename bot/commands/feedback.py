"""`bot feedback`: whether chats helped, by month; small numbers are not told."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.app import open_deps
from bot.conversation.feedback import FEWEST_ANSWERS, SMALLEST, Answer, Told
from bot.services.feedback import read_feedback
from bot.settings import Settings


def feedback(settings: Settings, out: Console) -> None:
    """Print the months that are over and had enough answers."""
    show(read_feedback(open_deps(settings)), out)


def show(months: tuple[Told, ...], out: Console) -> None:
    """Print them as a table."""
    if months:
        table = Table("month", *(answer.value.replace("_", " ") for answer in Answer))
        for one in months:
            table.add_row(one.month, *(_said(one.answers[answer]) for answer in Answer))
        out.print(table)
    out.print(f"Not shown: the month that is running, and months with fewer than {FEWEST_ANSWERS} answers.")


def _said(count: int | None) -> str:
    return f"fewer than {SMALLEST}" if count is None else str(count)
