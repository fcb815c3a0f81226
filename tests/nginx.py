"""Finds the real nginx, which Debian keeps where few look, and runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

_PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find_nginx() -> str | None:
    """The program, or None where there is none."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def temporary_places(folder: Path) -> str:
    """The lines that keep everything which it writes on the way inside a folder."""
    return " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in _PLACES)


@contextmanager
def running_nginx(program: str, folder: Path, configuration: str, port: int) -> Iterator[str]:
    """The address of one that has begun to answer there."""
    file, log = folder / "nginx.conf", folder / "early.log"
    file.write_text(configuration, encoding="utf-8")
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([program, "-c", str(file), "-e", str(log)])
    try:
        until = time.monotonic() + 10
        while not _answers(address):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _answers(address: str) -> bool:
    with suppress(httpx2.HTTPError):
        httpx2.get(f"{address}/livez", timeout=2)
        return True
    return False
