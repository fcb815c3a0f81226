"""`bot backup` and `bot restore`: everything in one sealed file, and back from it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from rich.console import Console

from bot.app import now, open_store
from bot.commands.progress import TableProgress
from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.settings import Settings
from bot.store.backup import Contents, read_backup, write_backup
from bot.store.backup_keys import BackupKeys
from bot.store.deletions import DeletionList
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.restore import restore as restore_into
from bot.store.restore import since


class BackupFileError(Exception):
    """The file cannot be written or read. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be restored, and which lists of deletions are to be applied."""

    file: Path
    deletions: tuple[Path, ...] = ()
    without_deletions: bool = False


def backup(settings: Settings, file: Path, out: Console) -> None:
    """Write a backup, read it again, and give it its name only then. Raises errors whose message says the cure."""
    keys, deletions = _backup_keys(settings), DeletionList(settings.deletions_folder)
    key = keys.maker(now())
    store, engine = open_store(settings), open_engine(settings.database)
    deletions.make()
    try:
        with _new_file(file) as handle, TableProgress(out) as progress:
            made = write_backup(engine, handle, key, now(), progress)
            handle.flush()
            os.fsync(handle.fileno())
            handle.seek(0)
            again = read_backup(handle, keys)
            if again.tallies != made.tallies:
                raise BackupFileError("What was written is not what was read. Cure: try again, on another disk.")
    finally:
        engine.dispose()
    with store.write() as tx:
        note_in_audit(tx, SYSTEM, Action.BACKUP_MADE, now(), about=key.kid)
    deletions.forget_old(now())
    out.print(f"Wrote {made.rows} rows, and read them again: {file}", soft_wrap=True, highlight=False)
    out.print(
        f"To restore it you need the backup key of {key.made_on}, the master key, and the list of deletions in "
        f"{settings.deletions_folder}: keep the three apart from it, and the list up to date.",
        soft_wrap=True,
        highlight=False,
    )
    for old in list(keys.keys.values())[1:]:
        if old.is_old(now()):
            out.print(f"The backup key of {old.made_on} makes no backups any more. Destroy it when its last backup may go.")


def check(settings: Settings, file: Path, out: Console) -> None:
    """Read a backup to its end, and say what is in it."""
    with _old_file(file) as handle, TableProgress(out) as progress:
        found = read_backup(handle, _backup_keys(settings), told=progress)
    _print_contents(found, out)


def restore(settings: Settings, wanted: Wanted, out: Console) -> None:
    """Restore a backup. Raises errors whose message says the cure."""
    folders = wanted.deletions or (settings.deletions_folder,)
    lists = () if wanted.without_deletions else tuple(DeletionList(folder) for folder in folders)
    after = since(now(), timedelta(days=settings.retention_days), lists)
    master_keys = MasterKeys.parse(settings.master_key.get_secret_value())
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    try:
        with _old_file(wanted.file) as handle, TableProgress(out) as progress:
            done = restore_into(engine, handle, _backup_keys(settings), master_keys, after, progress)
    finally:
        engine.dispose()
    store = open_store(settings)
    with store.write() as tx:
        note_in_audit(tx, SYSTEM, Action.RESTORED, now())
    _print_contents(done.contents, out)
    out.print(
        f"Not restored: {done.deleted} conversations deleted since, {done.expired} older than the retention.", highlight=False
    )
    if wanted.without_deletions:
        out.print("[bold red]Without the list of deletions, what young people deleted since is there again.[/]", soft_wrap=True)
    out.print(
        "Everybody signs in anew. What staff changed after the backup is as it was before: look at `bot counsellors list` for "
        "accounts that were closed, and let passwords that were changed be changed again. `bot audit verify --last` with an "
        "anchor from after the backup now finds the log cut short: keep that anchor with a note of this day.",
        soft_wrap=True,
    )


def _print_contents(found: Contents, out: Console) -> None:
    talks = found.tallies["conversations"].rows
    out.print(f"A backup of {found.made_at:%Y-%m-%d %H:%M} UTC: {found.rows} rows, {talks} conversations.", highlight=False)


def _backup_keys(settings: Settings) -> BackupKeys:
    return BackupKeys.parse(settings.backup_key.get_secret_value())


@contextmanager
def _new_file(file: Path) -> Iterator[BinaryIO]:
    """A file for the owner's eyes only, with another name until it is whole."""
    part = file.with_name(file.name + ".part")
    if file.exists():
        raise BackupFileError(f"{file} is there already. Nothing was written. Cure: name a new file.")
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise BackupFileError(
            f"{part} cannot be written: {error.strerror}. Cure: name a file in a folder you may write to."
        ) from None
    try:
        with os.fdopen(handle, "w+b") as opened:
            yield opened
        part.rename(file)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise BackupFileError(
                f"{part} could not be written: {error.strerror}. Cure: make room, or name another disk."
            ) from None
        raise


@contextmanager
def _old_file(file: Path) -> Iterator[BinaryIO]:
    try:
        opened = file.open("rb")
    except OSError as error:
        raise BackupFileError(f"{file} cannot be read: {error.strerror}. Cure: name the file that `bot backup` wrote.") from None
    with opened:
        yield opened
