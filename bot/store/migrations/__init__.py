"""Brings the tables to the version this program needs, or back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from bot.store.engine import alone
from bot.store.migrations.loss import Loss, holdings, lost

BASE = "base"  # no tables at all


class MigrationError(Exception):
    """The tables and this program do not fit, or what was asked for is not possible. The message says what to do."""


class _DisagreedError(Exception):
    """Undoes a transaction."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of the tables."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class State:
    """Where a database is: `at` is None when it is empty; `known` is False when a newer program was here."""

    at: str | None
    head: str
    known: bool
    missing: tuple[Revision, ...]  # oldest first


def revisions() -> tuple[Revision, ...]:
    """Every version this program knows, oldest first."""
    walk = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(Revision(one.revision, (one.doc or "").splitlines()[0]) for one in reversed(list(walk)))


def state(engine: Engine) -> State:
    """Look, and change nothing."""
    with engine.connect() as connection, connection.begin():
        return _state(connection)


def check(engine: Engine) -> None:
    """Raises MigrationError unless the tables are those this program needs."""
    found = state(engine)
    _refuse_newer(found)
    if found.missing:
        raise MigrationError(
            f"The tables are at version {found.at or 'none'}, and this program needs {found.head}. Cure: `bot migrate up`."
        )


def upgrade(engine: Engine, to: str = "head") -> None:
    """Go forward. Safe when several processes start at once: one works, the others wait and find nothing to do.

    Raises MigrationError where a newer program was.
    """
    with _known(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str = BASE, *, agree: Callable[[tuple[Loss, ...]], bool] = lambda _: True) -> bool:
    """Go back, in one transaction. Whatever the older version has no place for is lost.

    `agree` is told what that is, before it is final; where it says no, everything stays as it was and this returns False.
    Raises MigrationError where a newer program was.
    """
    try:
        with _known(engine) as connection:
            before = holdings(connection)
            command.downgrade(_config(connection), to)
            if not agree(lost(before, connection)):
                raise _DisagreedError  # noqa: TRY301 - an error is what undoes a transaction
    except _DisagreedError:
        return False
    return True


@contextmanager
def _known(engine: Engine) -> Iterator[Connection]:
    with alone(engine) as connection:
        _refuse_newer(_state(connection))
        yield connection


def _state(connection: Connection) -> State:
    at = MigrationContext.configure(connection).get_current_revision()
    known = revisions()
    names = [one.name for one in known]
    place = 0 if at is None else names.index(at) + 1 if at in names else None
    missing = () if place is None else known[place:]
    return State(at, names[-1], place is not None, missing)


def _refuse_newer(found: State) -> None:
    if not found.known:
        raise MigrationError(
            f"A newer version of this program has changed the tables: they are at {found.at}, and this one knows them up to "
            f"{found.head}. Nothing was changed. Cure: run the newer program; or, with the newer program, "
            f"`bot migrate down {found.head}`, and then this one."
        )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
