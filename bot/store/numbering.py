"""The numbers that a database gives to rows by itself: a copy of it goes on where it was, and gives none twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Column, Connection, Table, func, select, text

from bot.store import schema, schema_care, schema_channels  # noqa: F401 - every table is known
from bot.store.metadata import metadata

_SEQUENCE: Final = text("SELECT pg_get_serial_sequence(:table, :column)")


def numbers_given(connection: Connection) -> dict[str, int]:
    """The last number that each table has given to a row by itself, where any was: also that of a row that is gone."""
    found: dict[str, int] = {}
    for table, column in _numbered():
        if connection.dialect.name == "postgresql":
            sequence = connection.execute(_SEQUENCE, {"table": table.name, "column": column.name}).scalar_one()
            last, called = connection.exec_driver_sql(f"SELECT last_value, is_called FROM {sequence}").one()  # noqa: S608 - its own name
            found[table.name] = last if called else 0
        else:
            found[table.name] = connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
            if table.dialect_options["sqlite"]["autoincrement"]:
                query = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :name")
                found[table.name] = connection.execute(query, {"name": table.name}).scalar_one()
    return {name: number for name, number in found.items() if number}


def continue_numbers(connection: Connection, given: Mapping[str, int]) -> None:
    """Give the next rows the numbers after these. Call it when the rows that have numbers are in."""
    for table, column in _numbered():
        if not (last := given.get(table.name, 0)):
            continue
        if connection.dialect.name == "postgresql":
            values = {"table": table.name, "column": column.name, "last": last}
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), values)
        elif table.dialect_options["sqlite"]["autoincrement"]:
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
            connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), {"name": table.name, "last": last})


def _numbered() -> Iterator[tuple[Table, Column[int]]]:
    for table in metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            yield table, column
