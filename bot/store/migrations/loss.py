"""What going back to an older version of the tables would lose: rows of tables, and values of columns, that it does not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, column, func, inspect, select, table

_VERSION: Final = "alembic_version"


@dataclass(frozen=True, slots=True)
class Loss:
    """A table with its rows, or a column with the rows that have a value in it."""

    place: str
    rows: int


def holdings(connection: Connection) -> Mapping[str, int]:
    """How many rows each table has (`table`), and how many values each column has that may be empty (`table.column`)."""
    found: dict[str, int] = {}
    look = inspect(connection)
    for name in look.get_table_names():
        if name == _VERSION:
            continue
        columns = [one["name"] for one in look.get_columns(name)]
        counts = [func.count(column(one)) for one in columns]
        total, *values = connection.execute(select(func.count(), *counts).select_from(table(name))).one()
        found[name] = int(total)
        found |= {f"{name}.{one}": int(count) for one, count in zip(columns, values, strict=True)}
    return found


def lost(before: Mapping[str, int], connection: Connection) -> tuple[Loss, ...]:
    """What was held before and has no place now. A column whose table is gone is not named apart."""
    now = holdings(connection).keys()
    gone = [place for place, rows in before.items() if rows and place not in now]
    return tuple(Loss(place, before[place]) for place in gone if "." not in place or place.partition(".")[0] in now)
