"""The real program as a process of its own, on free ports, for benchmarks."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.process import HERE, end, free_port, start_on
from bot.settings import Settings

ROOT: Final = Path(__file__).resolve().parent.parent
_READY: Final = 120  # seconds; a busy machine may need many times the usual four


class NotReadyError(Exception):
    """The program did not start. The message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where it listens."""

    web_port: int
    console_port: int
    pid: int
    ready_in: float  # seconds

    @property
    def web(self) -> str:
        """The young person's face."""
        return f"http://{HERE}:{self.web_port}"

    @property
    def console(self) -> str:
        """The counsellors' face."""
        return f"http://{HERE}:{self.console_port}"


@contextmanager
def served(settings: Settings, core: int | None = None, role: str = "all") -> Iterator[Served]:
    """Run `bot run` on the database and with the key of these settings, until the end of the block. Raises NotReadyError."""
    web_port, console_port = free_port(), free_port()
    own = {
        "UNHOOK_HOME": str(settings.home),
        "UNHOOK_MASTER_KEY": settings.master_key.get_secret_value(),
        "UNHOOK_MODELS": str(settings.models.resolve()),
        "UNHOOK_DATABASE_URL": settings.database_url,
        "UNHOOK_WEB_PORT": str(web_port),
        "UNHOOK_CONSOLE_PORT": str(console_port),
        "PYTHONUNBUFFERED": "1",
    }
    began = time.perf_counter()
    process = start_on(core, [sys.executable, "-m", "bot", "run", "--role", role], ROOT, own)
    ready, said = threading.Event(), list[str]()
    threading.Thread(target=_read, args=(process, ready, said), daemon=True).start()
    try:
        if not ready.wait(_READY):
            raise NotReadyError("".join(said))
        yield Served(web_port, console_port, process.pid, time.perf_counter() - began)
    finally:
        end(process)


def _read(process: subprocess.Popen[str], ready: threading.Event, said: list[str]) -> None:
    """Keep the pipe empty: a program that cannot print stands still."""
    for line in process.stdout or ():
        if not ready.is_set():
            said.append(line)
        if "Ready. Ctrl-C" in line:
            ready.set()
