"""New empty databases for a test: SQLite in a folder, PostgreSQL on a server that is there, or started for the tests."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from tests.postgres import PostgresServer

SERVER = "UNHOOK_TEST_POSTGRESQL"  # a server's URL whose user may make databases
NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server: the one that is named, or one of the tests' own."""
    if url := os.environ.get(SERVER):
        yield url
        return
    server = PostgresServer()
    yield server.url
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """Makes new databases, each call another one; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_in(tmp_path)
    else:
        yield from postgresql_on(request.getfixturevalue("postgresql_server"))


@pytest.fixture
def new_postgresql(postgresql_server: str) -> Iterator[NewDatabase]:
    """Makes new databases on PostgreSQL."""
    yield from postgresql_on(postgresql_server)


def sqlite_in(folder: Path) -> NewDatabase:
    """Makes files in a folder."""
    return lambda: f"sqlite:///{folder / uuid.uuid4().hex}.db"


def postgresql_on(server: str) -> Iterator[NewDatabase]:
    """Makes databases on a server, and drops them at the end."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def new() -> str:
        name = f"unhook_{uuid.uuid4().hex}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        made.append(name)
        return make_url(server).set(database=name).render_as_string(hide_password=False)

    yield new
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()
