"""New empty databases for a test: SQLite in a folder, PostgreSQL on a server that is there, or started for the tests."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from tests.server import free_port

SERVER = "UNHOOK_TEST_POSTGRESQL"  # a server's URL whose user may make databases
NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server; the test is skipped, and says why, where there is none to be had."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL is not tested: its driver psycopg is not installed")
    if url := os.environ.get(SERVER):
        yield url
        return
    if not all(shutil.which(program) for program in ("initdb", "pg_ctl")):
        pytest.skip(f"PostgreSQL is not tested: there is no initdb, and {SERVER} names no server")
    yield from _own_server()


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


def _own_server() -> Iterator[str]:
    """A server in a folder of its own. It refuses to be root's, so there it belongs to whoever owns nothing."""
    folder = Path(tempfile.mkdtemp(prefix="unhook_pg_"))
    who = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(folder, "nobody", "nogroup")
    port, data = free_port(), folder / "data"
    quiet = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who)

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "unhook", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", str(data), "-o", quiet, "-l", str(folder / "log"), "-w", "start")
        yield f"postgresql+psycopg://unhook@127.0.0.1:{port}/postgres"
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
