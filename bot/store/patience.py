"""How long PostgreSQL is waited for: who writes gets the safe answer in seconds, not an open page for minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import URL, Connection

# One process; five roles on two machines stay below the 100 connections that PostgreSQL allows unless it is told otherwise.
POOL: Final[Mapping[str, Any]] = {
    "pool_pre_ping": True,
    "pool_size": 8,
    "max_overflow": 2,
    "pool_timeout": 5,  # seconds; SQLAlchemy's own is 30
}
# libpq's. A machine that vanished sends no goodbye: without these its silence is waited for for a quarter of an hour.
_CONNECTION: Final[Mapping[str, Any]] = {
    "connect_timeout": 5,  # seconds, for each address of the server
    "keepalives_idle": 10,  # seconds of silence, then …
    "keepalives_interval": 3,  # … a question every so many …
    "keepalives_count": 3,  # … and so many without an answer
    "tcp_user_timeout": 10_000,  # milliseconds in which what was sent must have been received
}
# The same on the server's side, by its own names. Its machine would keep what a vanished host has left for two hours, and
# as it takes 100 connections, a network that fails a few times would then keep everybody out.
_LINE: Final[Mapping[str, int]] = {
    "tcp_keepalives_idle": 10,
    "tcp_keepalives_interval": 3,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# The server's own; milliseconds. The longest of our usual statements takes far below a second.
_SERVER: Final[Mapping[str, int]] = {
    "lock_timeout": 5_000,  # as SQLite's busy_timeout
    "statement_timeout": 20_000,
    "idle_in_transaction_session_timeout": 30_000,  # a process that froze holds its locks no longer
}


def connect_args(url: URL) -> dict[str, Any]:
    """What the driver is given beside the URL. What the URL itself says, `?connect_timeout=2`, stays."""
    options = " ".join(f"-c {name}={limit}" for name, limit in {**_SERVER, **_LINE}.items())
    return {name: value for name, value in {**_CONNECTION, "options": options}.items() if name not in url.query}


def take_time(connection: Connection) -> None:
    """In this transaction no statement and no lock is too long: it copies, or changes, a whole database."""
    if connection.dialect.name == "postgresql":
        for name in _SERVER:
            connection.exec_driver_sql(f"SET LOCAL {name} = 0")
