"""Moves everything from one database into another, of the same kind or not: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DataError

from bot.store import engine as engines
from bot.store import numbering, snapshot
from bot.store.migrations import check, upgrade
from bot.store.snapshot import Tally, Told


class CopyError(Exception):
    """Nothing was copied. The message says what to do."""


def copy(source: Engine, target: Engine, told: Told = lambda *_: None) -> Mapping[str, Tally]:
    """Copy every row, keys and bodies sealed as they are, in one transaction; the tally of each table.

    Nobody can write to the source meanwhile. Whatever was written is read again and compared before it is final.
    Raises CopyError, MigrationError.
    """
    check(source)
    with engines.frozen(source) as reader:
        upgrade(target)
        with engines.writing(target) as writer:
            if held := snapshot.holds(writer):
                raise CopyError(
                    f"The database that is copied to is not empty: {', '.join(held)} hold something. "
                    "Nothing was changed. Cure: name a new, empty database."
                )
            copied = {table.name: _copy(reader, writer, table, told) for table in snapshot.TABLES}
            numbering.continue_numbers(writer, numbering.numbers_given(reader))
            for table in snapshot.TABLES:
                _compare(table.name, copied[table.name], snapshot.tally(writer, table))
    return copied


def _copy(reader: Connection, writer: Connection, table: Table, told: Told) -> Tally:
    total, read = snapshot.count(reader, table), Tally()
    for rows in snapshot.read(reader, table):
        for row in rows:
            read.add(snapshot.encode(table, row))
        try:
            snapshot.write(writer, table, rows)
        except DataError:  # its text has the row in it, and stays here
            raise CopyError(
                f"The table {table.name} holds something that the other database has no room for. Nothing was copied. "
                "Cure: tell the people who make Unhook the name of the table, without the data."
            ) from None
        told(table.name, read.rows, total)
    return read


def _compare(name: str, read: Tally, written: Tally) -> None:
    if read != written:
        raise CopyError(
            f"The table {name} is not the same on both sides: {read.rows} rows were read and {written.rows} written. "
            "Nothing was copied. Cure: try again; if it comes again, tell the people who make Unhook, without the data."
        )
