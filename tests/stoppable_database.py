"""Databases that can be taken away while the program runs, and given back."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tests.postgres import PostgresServer

TRIES = 50


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


class CutServer:
    """PostgreSQL that is taken away as by a power cut."""

    def __init__(self, inside: Path | None = None) -> None:
        self._server = PostgresServer(inside)
        self.url, self.remove = self._server.url, self._server.remove

    def take_away(self) -> None:
        if self._server.runs:
            self._server.cut()

    def give_back(self) -> None:
        """Also where it has ended by itself, as on a full disk."""
        for _ in range(TRIES):
            if self._server.runs:
                return
            with suppress(subprocess.SubprocessError):
                self._server.start()
            time.sleep(0.2)


def open_database(name: str, folder: Path) -> Database:
    """By name."""
    return LockedFile(folder) if name == "sqlite" else CutServer()
