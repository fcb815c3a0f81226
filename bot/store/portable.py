"""A table as a backup describes it: its columns and what is in them, so that one of an older version can be written again."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Connection, LargeBinary, String, Table, column, delete, insert, select, table
from sqlalchemy.sql.expression import TableClause

from bot.store.instants import Instant
from bot.store.schema_accounts import audit_head
from bot.store.snapshot import BATCH, Tally

_TYPES: Final[Mapping[str, Any]] = {"bytes": LargeBinary, "yes or no": Boolean, "number": BigInteger, "text": String}


@dataclass(frozen=True, slots=True)
class Portable:
    """A table's name, and its columns with the kind of value in each. Moments are numbers here."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, known: Table) -> Portable:
        """As it is in this program."""
        return cls(known.name, tuple((one.name, _kind(one.type)) for one in known.c))

    @classmethod
    def parse(cls, described: Sequence[Any]) -> Portable:
        """As a backup describes it. Raises ValueError, KeyError."""
        name, columns = described
        return cls(name, tuple((str(one), kind) for one, kind in columns if _TYPES[kind]))

    def described(self) -> list[Any]:
        """The same, for a backup."""
        return [self.name, [list(one) for one in self.columns]]

    def decode(self, line: bytes) -> dict[str, Any]:
        """The row of a line that `snapshot.encode` wrote."""
        values = json.loads(line)
        return {
            name: base64.b64decode(value) if kind == "bytes" and value is not None else value
            for (name, kind), value in zip(self.columns, values, strict=True)
        }

    def write(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows. The mark of the audit log's end, which an empty database has too, is replaced."""
        here = self._table()
        if self.name == audit_head.name:
            connection.execute(delete(here))
        connection.execute(insert(here), [dict(row) for row in rows])

    def tally(self, connection: Connection) -> Tally:
        """Count and hash what is in the database now."""
        found = Tally()
        result = connection.execute(select(self._table()), execution_options={"yield_per": BATCH})
        for row in result:
            values = [
                base64.b64encode(value).decode() if kind == "bytes" and value is not None else value
                for (_, kind), value in zip(self.columns, row, strict=True)
            ]
            found.add(json.dumps(values, separators=(",", ":")).encode("ascii"))
        return found

    def _table(self) -> TableClause:
        return table(self.name, *(column(name, _TYPES[kind]) for name, kind in self.columns))


def _kind(kind: Any) -> str:
    if isinstance(kind, LargeBinary):
        return "bytes"
    if isinstance(kind, Boolean):
        return "yes or no"
    return "number" if isinstance(kind, Instant | BigInteger) or kind.python_type is int else "text"
