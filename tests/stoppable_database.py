"""Databases that can be taken away while the program runs, and given back."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, Protocol

import pytest

from tests.server import free_port

_DEBIAN: Final = Path("/usr/lib/postgresql")
_SERVER: Final = "postgres"  # the user of Debian's package: the server refuses to run as root


class Database(Protocol):
    """One of them."""

    url: str

    def take_away(self) -> None:
        """From now on nothing is stored."""

    def give_back(self) -> None:
        """It is as it was."""

    def remove(self) -> None:
        """For good."""


class LockedFile:
    """SQLite whose file another program holds: what is there can be read, and nothing is stored."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "unhook.sqlite3"
        self.url = f"sqlite:///{self._file}"
        self._holder: sqlite3.Connection | None = None

    def take_away(self) -> None:
        self._holder = sqlite3.connect(self._file, isolation_level=None, timeout=30)
        self._holder.execute("BEGIN EXCLUSIVE")

    def give_back(self) -> None:
        if self._holder:
            self._holder.close()
            self._holder = None

    def remove(self) -> None:
        self.give_back()


class PostgresServer:
    """PostgreSQL in a folder of its own. It is taken away as by a power cut: nobody who is connected is told."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = _SERVER if os.geteuid() == 0 else None
        self._folder = Path(mkdtemp(prefix="unhook-postgres-"))
        if self._user:
            shutil.chown(self._folder, self._user)
        self._port = free_port()
        self.url = f"postgresql+psycopg://{_SERVER}@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "--username", _SERVER, "--auth", "trust", "--encoding", "UTF8", "--no-sync", "-D", str(self._data))
        self.give_back()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def take_away(self) -> None:
        self._run("pg_ctl", "stop", "-D", str(self._data), "-m", "immediate")

    def give_back(self) -> None:
        settings = f"-p {self._port} -c listen_addresses=127.0.0.1 -k {self._folder}"
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-l", str(self._folder / "log"), "-o", settings)

    def remove(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self.take_away()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        # Output to nowhere: a server that is started keeps the pipe open, and whoever reads it waits for ever.
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL, timeout=60)


def open_database(name: str, folder: Path) -> Database:
    """By name; skips the test where this machine has no PostgreSQL, or no driver of it is installed."""
    if name == "sqlite":
        return LockedFile(folder)
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg, the driver of PostgreSQL, is not installed")
    return PostgresServer()


def _programs() -> Path:
    """The folder of initdb and pg_ctl."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(_DEBIAN.glob("*/bin"))
    if not folders:
        pytest.skip("no PostgreSQL server is installed")
    return folders[-1]
