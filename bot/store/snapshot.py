"""All rows of all tables, in an order in which they can be written again: read, written as lines, counted and hashed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, delete, func, insert, select

from bot.store import schema, schema_care, schema_channels  # noqa: F401 - every table is known
from bot.store.instants import Instant
from bot.store.metadata import metadata
from bot.store.schema_accounts import audit_head

TABLES: Final = tuple(metadata.sorted_tables)  # whatever is pointed at comes before what points at it
BATCH: Final = 1000
_HASH_BITS: Final = 256

Row = Mapping[str, Any]
Told = Callable[[str, int, int], None]  # table, rows done, rows in all


@dataclass
class Tally:
    """How many rows, and a hash of them that does not depend on their order: databases sort letters each in their own way."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        """Count one row, as `encode` writes it."""
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(line).digest())) % (1 << _HASH_BITS)

    @property
    def digest(self) -> str:
        """The hash in letters."""
        return f"{self.total:064x}"


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def holds(connection: Connection) -> list[str]:
    """The tables that hold anything. Where the audit log has no line yet, the mark of its end counts as nothing."""
    found = [table.name for table in TABLES if table is not audit_head and count(connection, table)]
    if connection.execute(select(func.max(audit_head.c.number))).scalar_one():
        found.append(audit_head.name)
    return found


def read(connection: Connection, table: Table) -> Iterator[Sequence[Row]]:
    """The rows of a table, some at a time: a long table never lies in memory."""
    result = connection.execute(select(table), execution_options={"yield_per": BATCH})
    for part in result.mappings().partitions():
        yield [dict(row) for row in part]


def write(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Add rows. The mark of the audit log's end, which an empty database has too, is replaced."""
    if table is audit_head:
        connection.execute(delete(table))
    if listed := [dict(row) for row in rows]:
        connection.execute(insert(table), listed)


def tally(connection: Connection, table: Table) -> Tally:
    """Count and hash a table as it is now."""
    found = Tally()
    for rows in read(connection, table):
        for row in rows:
            found.add(encode(table, row))
    return found


def encode(table: Table, row: Row) -> bytes:
    """One row as a line of JSON: the same row is the same line on every database. Bytes are base64, moments microseconds."""
    return json.dumps([_plain(column.type, row[column.name]) for column in table.c], separators=(",", ":")).encode("ascii")


def decode(table: Table, line: bytes) -> dict[str, Any]:
    """The row of a line."""
    return {column.name: _value(column.type, plain) for column, plain in zip(table.c, json.loads(line), strict=True)}


def _plain(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Instant):
        return kind.process_bind_param(value, None)
    return base64.b64encode(value).decode() if isinstance(kind, LargeBinary) else value


def _value(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    if isinstance(kind, Instant):
        return kind.process_result_value(plain, None)
    return base64.b64decode(plain) if isinstance(kind, LargeBinary) else plain
