"""The real program as a process of its own, on free ports, for benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.settings import Settings

ROOT: Final = Path(__file__).resolve().parent.parent
HERE: Final = "127.0.0.1"
_READY: Final = 120  # seconds; a busy machine may need many times the usual four
_STOP: Final = 15


class NotReadyError(Exception):
    """The program did not start. The message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where it listens."""

    web_port: int
    console_port: int

    @property
    def web(self) -> str:
        """The young person's face."""
        return f"http://{HERE}:{self.web_port}"

    @property
    def console(self) -> str:
        """The counsellors' face."""
        return f"http://{HERE}:{self.console_port}"


@contextmanager
def served(settings: Settings) -> Iterator[Served]:
    """Run `bot run` on the database and with the key of these settings, until the end of the block. Raises NotReadyError."""
    at = Served(_free_port(), _free_port())
    own = {
        "UNHOOK_HOME": str(settings.home),
        "UNHOOK_MASTER_KEY": settings.master_key.get_secret_value(),
        "UNHOOK_MODELS": str(settings.models.resolve()),
        "UNHOOK_WEB_PORT": str(at.web_port),
        "UNHOOK_CONSOLE_PORT": str(at.console_port),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "bot", "run"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    ready, said = threading.Event(), list[str]()
    threading.Thread(target=_read, args=(process, ready, said), daemon=True).start()
    try:
        if not ready.wait(_READY):
            raise NotReadyError("".join(said))
        yield at
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _read(process: subprocess.Popen[str], ready: threading.Event, said: list[str]) -> None:
    """Keep the pipe empty: a program that cannot print stands still."""
    for line in process.stdout or ():
        if not ready.is_set():
            said.append(line)
        if "Ready. Ctrl-C" in line:
            ready.set()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
