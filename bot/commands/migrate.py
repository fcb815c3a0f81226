"""`bot migrate …`: which version the tables are at, and the way to the newest or back to an older one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from sqlalchemy import Engine

from bot.settings import Settings
from bot.store.engine import open_engine
from bot.store.migrations import BASE, MigrationError, downgrade, revisions, state, upgrade
from bot.store.migrations.loss import Loss


def show(settings: Settings, out: Console) -> int:
    """Print where the tables are. Returns 1 when they are not those this program needs."""
    with _opened(settings) as engine:
        found = state(engine)
    for one in revisions():
        mark = "→" if one.name == found.at else " "
        out.print(f"{mark} {one.name}  {one.about}", soft_wrap=True, highlight=False)
    if not found.known:
        out.print(f"The tables are at {found.at}, which this program does not know: a newer one was here.", soft_wrap=True)
        return 1
    if found.missing:
        count = len(found.missing)
        out.print(f"{count} to go. `bot migrate up` goes there, and so does `bot run` when it starts.", soft_wrap=True)
        return 1
    out.print("The tables are up to date.")
    return 0


def up(settings: Settings, out: Console) -> None:
    """Bring the tables to the newest version."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with _opened(settings) as engine:
        upgrade(engine)
        out.print(f"The tables are at {state(engine).at}.")


def down(settings: Settings, to: str, out: Console, *, lose: bool) -> int:
    """Bring the tables back to an older version. Without `lose` only where nothing is lost. Raises MigrationError."""
    known = [BASE, *(one.name for one in revisions())]
    if to not in known:
        raise MigrationError(
            f"`{to}` is no version of the tables. Cure: one of {', '.join(known)}; `bot migrate state` lists them."
        )
    with _opened(settings) as engine:
        now = state(engine).at or BASE
        if now in known and known.index(to) > known.index(now):
            raise MigrationError(f"The tables are at {now}, and {to} is newer. Cure: `bot migrate up`.")

        def agree(losses: tuple[Loss, ...]) -> bool:
            for loss in losses:
                out.print(f"{'Lost' if lose else 'Would be lost'}: {loss.place} ({loss.rows} rows)", highlight=False)
            return lose or not losses

        if downgrade(engine, to, agree=agree):
            out.print(f"The tables are at {to}. Start only a program that needs this version.", soft_wrap=True)
            return 0
    out.print(
        "Nothing was changed. Cure: make a backup (`bot backup FILE`), stop the service, and say it again with --lose.",
        soft_wrap=True,
    )
    return 1


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings.database)
    try:
        yield engine
    finally:
        engine.dispose()
