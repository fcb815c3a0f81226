"""Opens the database. What is different between SQLite and PostgreSQL is in this file, in `patience.py` and in `numbering.py`."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from bot.store.metadata import metadata
from bot.store.patience import POOL, connect_args, take_time

WRITES: Final = "unhook_writes"  # execution option of a connection that will write

_PRAGMAS: Final = (
    # A message is confirmed to the young person once it is stored, so it must survive a power cut too. NORMAL would
    # lose the last commits then. One fsync a commit costs 0.2 to 3 ms (bench/measure_store.py), which we can afford.
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",  # else a destroyed key stays readable in the file
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-256",  # kilobytes of each connection; the system keeps the file in memory anyway
    "PRAGMA temp_store=MEMORY",  # nothing of a conversation in temporary files
)
_PATIENCE_S: Final = 5.0  # as long as busy_timeout above
_PRIMARY: Final = 0xFF  # the part of SQLite's extended error code that says the kind
_CONNECTIONS: Final = 48
_MIGRATION_LOCK: Final = 7_046_029  # any fixed number: it names our advisory lock


class DatabaseUrlError(Exception):
    """The address of a database cannot be used. The message says what to do."""


def open_engine(url: str) -> Engine:
    """Open a database by its URL. The folder of an SQLite file is made when it is missing, for the owner's eyes only.

    Raises DatabaseUrlError; the message never shows the URL, which may hold a password.
    """
    kind = kind_of(url)
    if kind == "sqlite":
        return _open_sqlite(url)
    try:
        return create_engine(url, connect_args=connect_args(make_url(url)), **POOL)
    except ModuleNotFoundError as missing:
        raise DatabaseUrlError(
            f"`{missing.name}`, which speaks with {kind}, is not installed. Cure: install it where Unhook is installed."
        ) from None


def kind_of(url: str) -> str:
    """Which database a URL is of: "sqlite" or "postgresql". Raises DatabaseUrlError."""
    try:
        kind = make_url(url).get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        kind = ""
    if kind not in {"sqlite", "postgresql"}:
        raise DatabaseUrlError(
            "This is no address of a database. Cure: sqlite:////folder/file.sqlite3, or postgresql+psycopg://name:password@host/database."
        )
    return kind


def _open_sqlite(url: str) -> Engine:
    if file := make_url(url).database:
        Path(file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # As many as there are threads that read: one beyond the pool is opened anew each time, with every pragma above.
    engine = create_engine(url, pool_size=_CONNECTIONS, max_overflow=16)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself, see below
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails with "database is locked" when another wrote in between,
        # and busy_timeout does not help. Writers therefore take the lock at the start.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers never wait for a writer, once the file is in this mode; it stays so.

    Processes that meet a new file at the same moment want to change it all at once, and SQLite sends the losers away
    without waiting: busy_timeout does not count here. Hence our own patience.
    """
    last = time.monotonic() + _PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as busy:
            if busy.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.02)
        else:
            return


def writers_turn(engine: Engine) -> AbstractContextManager[Any]:
    """What writers of this process queue at. SQLite has one writer; its own waiting is by sleeping, which is unfair and slow."""
    return Lock() if engine.dialect.name == "sqlite" else nullcontext()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that may write."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which the schema may change: a second process that starts at the same time waits for its end."""
    with writing(engine) as connection:
        take_time(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATION_LOCK})
        yield connection


def scrub(engine: Engine) -> None:
    """Empty the write-ahead log of SQLite: deleted rows, and destroyed keys, are in it until then."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment of the whole database, however long it takes; others go on writing."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            take_time(connection)
            yield connection


@contextmanager
def frozen(engine: Engine) -> Iterator[Connection]:
    """The same, and nobody writes meanwhile: other writers wait, and give up when it takes too long for them."""
    if engine.dialect.name == "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    with one_moment(engine) as connection:
        names = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in metadata.sorted_tables)
        connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE MODE")  # before the first look, which fixes the moment
        yield connection
