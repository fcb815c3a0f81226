"""Restores a backup into an empty database: all of it or nothing, less what was deleted or has expired since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from sqlalchemy import Connection, Engine, delete, select

from bot.store import engine as engines
from bot.store import numbering, snapshot
from bot.store.backup import Contents, read_backup
from bot.store.backup_keys import BackupKeys
from bot.store.deletions import DeletionList
from bot.store.keys import MasterKeys, WrongKeyError
from bot.store.migrations import MigrationError, downgrade, revisions, state, upgrade
from bot.store.schema import conversations
from bot.store.snapshot import Told

_AT_ONCE = 500


class RestoreError(Exception):
    """Nothing was restored. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Since:
    """What happened after the backup: where deletions are listed (none: not known), and from when conversations are too old."""

    deletions: tuple[DeletionList, ...]
    expired_before: datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in the database now, and how many conversations of the backup are not."""

    contents: Contents
    deleted: int
    expired: int


def since(now: datetime, retention: timedelta, deletions: tuple[DeletionList, ...]) -> Since:
    """What must not come back at this moment."""
    return Since(deletions, now - retention)


def restore(
    engine: Engine, file: BinaryIO, backup_keys: BackupKeys, master_keys: MasterKeys, after: Since, told: Told = lambda *_: None
) -> Restored:
    """Restore, apply the deletions since, and bring the tables to this program's version.

    Raises RestoreError, MigrationError, SealedFileError, BackupKeyError, WrongKeyError, DeletionListError.
    """
    found = read_backup(file, backup_keys)  # to its end, before anything is touched
    if missing := sorted(found.master_keys - set(master_keys.keys)):
        raise WrongKeyError(missing[0])
    for each in after.deletions:
        each.among((), master_keys)
    _prepare(engine, found.version)
    with engines.writing(engine) as connection:
        contents = read_backup(file, backup_keys, connection, told)
        deleted = _delete(connection, _listed(connection, after.deletions, master_keys))
        old = select(conversations.c.id).where(conversations.c.last_at < after.expired_before)
        expired = _delete(connection, list(connection.execute(old).scalars()))
    upgrade(engine)
    with engines.writing(engine) as connection:
        numbering.continue_numbers(connection, contents.numbers)
    engines.scrub(engine)
    return Restored(contents, deleted, expired)


def _prepare(engine: Engine, version: str) -> None:
    """Empty tables of the backup's version. Raises RestoreError where they hold anything."""
    if version not in {one.name for one in revisions()}:
        raise MigrationError(
            f"This backup is of a newer program: its tables are at {version}. Nothing was restored. Cure: use that program."
        )
    if state(engine).at is not None:
        upgrade(engine)
        with engine.connect() as connection, connection.begin():
            if held := snapshot.holds(connection):
                raise RestoreError(
                    f"The database is not empty: {', '.join(held)} hold something. Nothing was restored. "
                    "Cure: set UNHOOK_DATABASE_URL to a new, empty database."
                )
        downgrade(engine)
    upgrade(engine, version)


def _listed(connection: Connection, lists: tuple[DeletionList, ...], master_keys: MasterKeys) -> list[str]:
    ids = list(connection.execute(select(conversations.c.id)).scalars())
    return sorted({one for each in lists for one in each.among(ids, master_keys)})


def _delete(connection: Connection, ids: list[str]) -> int:
    """The rest of a conversation goes with it, its key first of all."""
    for start in range(0, len(ids), _AT_ONCE):
        connection.execute(delete(conversations).where(conversations.c.id.in_(ids[start : start + _AT_ONCE])))
    return len(ids)
