"""Writes everything of one moment into a sealed file, and restores it into an empty database.

Lines: `T` a table with its columns, `R` a row, `S` what the table must come to, `E` the end with the numbers that go on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection, Engine, Table, select

from bot.store import engine as engines
from bot.store import numbering, snapshot
from bot.store.backup_keys import BackupKey, BackupKeys
from bot.store.migrations import check, state
from bot.store.portable import Portable
from bot.store.schema import conversation_keys, counsellor_sessions
from bot.store.schema_accounts import invitations, tickets
from bot.store.sealed_file import SealedFileError, SealedWriter, damaged, read_header, read_lines
from bot.store.snapshot import Tally, Told

# What opens something for whoever has it, and would come back to life: everybody signs in anew, and is invited anew.
LEFT_OUT: Final = frozenset({counsellor_sessions.name, tickets.name, invitations.name})


@dataclass
class Contents:
    """What a backup holds: when and of which version it is, which master keys it needs, and what is in it."""

    made_at: datetime
    version: str
    master_keys: frozenset[str] = frozenset()
    tallies: dict[str, Tally] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(tally.rows for tally in self.tallies.values())


def write_backup(engine: Engine, file: BinaryIO, key: BackupKey, now: datetime, told: Told = lambda *_: None) -> Contents:
    """Write everything of one moment, while others go on writing to the database. Raises MigrationError."""
    check(engine)
    made = Contents(now, state(engine).head)
    writer = SealedWriter(file, key.key, {"key": key.kid, "made_at": now.isoformat(), "version": made.version})
    with engines.one_moment(engine) as connection:
        kids = sorted(connection.execute(select(conversation_keys.c.master_kid).distinct()).scalars().all())
        _put(writer, "M", kids)
        for table in snapshot.TABLES:
            if table.name not in LEFT_OUT:
                made.tallies[table.name] = _write_table(connection, writer, table, told)
        _put(writer, "E", numbering.numbers_given(connection))
    writer.close()
    engines.scrub(engine)  # what was deleted meanwhile could not leave the write-ahead log
    return made


def read_backup(file: BinaryIO, keys: BackupKeys, into: Connection | None = None, told: Told = lambda *_: None) -> Contents:
    """Read a backup to its end and compare it with what it says of itself; with `into`, write its rows there.

    Raises SealedFileError, BackupKeyError: what was written by then must be undone.
    """
    header = read_header(file)
    try:
        kid, found = str(header["key"]), Contents(datetime.fromisoformat(header["made_at"]), str(header["version"]))
    except (KeyError, ValueError, TypeError):
        raise damaged() from None
    reader = _Reader(found, into, told)
    for line in read_lines(file, keys.opener(kid).key):
        reader.take(line[:1], line[1:])
    if not reader.ended:
        raise _different("the end")
    return found


class _Reader:
    """Takes the lines of a backup, one after the other."""

    def __init__(self, found: Contents, into: Connection | None, told: Told) -> None:
        self._found, self._into, self._told = found, into, told
        self._table: Portable | None = None
        self._waiting: list[Mapping[str, Any]] = []
        self.ended = False

    def take(self, kind: bytes, plain: bytes) -> None:
        if kind == b"R" and self._table:
            self._row(self._table, plain)
        elif kind == b"S" and self._table:
            self._end_table(self._table, *json.loads(plain))
        elif kind == b"T":
            self._table = Portable.parse(json.loads(plain))
            self._found.tallies[self._table.name] = Tally()
        elif kind == b"M":
            self._found.master_keys = frozenset(json.loads(plain))
        elif kind == b"E":
            self._found.numbers, self.ended = json.loads(plain), True

    def _row(self, table: Portable, line: bytes) -> None:
        self._found.tallies[table.name].add(line)
        if self._into is not None:
            self._waiting.append(table.decode(line))
            if len(self._waiting) >= snapshot.BATCH:
                self._write(table, self._into)

    def _end_table(self, table: Portable, rows: int, digest: str) -> None:
        tally = self._found.tallies[table.name]
        if (rows, digest) != (tally.rows, tally.digest):
            raise _different(table.name)
        if self._into is not None:
            self._write(table, self._into)
            if table.tally(self._into) != tally:
                raise _different(table.name)
        self._told(table.name, rows, rows)

    def _write(self, table: Portable, into: Connection) -> None:
        if self._waiting:
            table.write(into, self._waiting)
            self._waiting = []


def _write_table(connection: Connection, writer: SealedWriter, table: Table, told: Told) -> Tally:
    total, tally = snapshot.count(connection, table), Tally()
    _put(writer, "T", Portable.of(table).described())
    for rows in snapshot.read(connection, table):
        for row in rows:
            line = snapshot.encode(table, row)
            tally.add(line)
            writer.line(b"R" + line)
        told(table.name, tally.rows, total)
    _put(writer, "S", [tally.rows, tally.digest])
    return tally


def _put(writer: SealedWriter, kind: str, value: Any) -> None:
    writer.line(kind.encode() + json.dumps(value, separators=(",", ":")).encode("ascii"))


def _different(where: str) -> SealedFileError:
    return SealedFileError(
        f"This backup does not fit together at {where}. Nothing was restored. Cure: take another copy of it, or the one before."
    )
