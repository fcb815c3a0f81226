"""`bot db copy`: moves everything from one database to another."""

from __future__ import annotations

from rich.console import Console
from sqlalchemy import make_url

from bot.commands.progress import TableProgress
from bot.store.copy import CopyError, copy
from bot.store.engine import kind_of, open_engine


def copy_database(source: str, target: str, out: Console) -> None:
    """Copy, and say what to do then. Raises CopyError, DatabaseUrlError, MigrationError."""
    kind_of(source)
    kind_of(target)
    if make_url(source) == make_url(target):
        raise CopyError("--from and --to are the same database. Nothing was changed. Cure: name a new, empty one behind --to.")
    reader, writer = open_engine(source), open_engine(target)
    try:
        with TableProgress(out) as progress:
            copied = copy(reader, writer, progress)
    finally:
        reader.dispose()
        writer.dispose()
    rows = sum(tally.rows for tally in copied.values())
    out.print(f"Copied {rows} rows of {len(copied)} tables; read again, all of them are the same on both sides.", soft_wrap=True)
    out.print(
        "Now: set UNHOOK_DATABASE_URL to the new database, keep UNHOOK_MASTER_KEY as it is, and start the service. When it runs, "
        "destroy the old database: what young people delete from now on is deleted in the new one only.",
        soft_wrap=True,
    )
