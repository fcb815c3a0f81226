"""A program as a process of its own on one core: how long until it can answer, and what it weighs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

HERE: Final = "127.0.0.1"
_STOP: Final = 15  # seconds to end by itself


def start_on(
    core: int | None, command: Sequence[str], folder: Path, own: Mapping[str, str], said: IO[str] | None = None
) -> subprocess.Popen[str]:
    """Start a program, on one core if that is said. What it prints goes to a file, or comes by its pipe."""
    pinned = ["taskset", "--cpu-list", str(core)] if core is not None else []
    return subprocess.Popen(  # noqa: S603 - our own program, and the twin it is compared with
        [*pinned, *command],
        cwd=folder,
        env={**os.environ, **own},
        stdout=said or subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    """Ask it to end; make it, if it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def megabytes(pid: int) -> float:
    """What a process and those it started hold in memory at this moment."""
    return sum(_resident(one) for one in _family(pid)) / 1024


def _family(pid: int) -> list[int]:
    found = [pid]
    with suppress(OSError):
        for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += _family(int(one))
    return found


def _resident(pid: int) -> float:
    """Kilobytes; 0 for one that has ended meanwhile."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return float(line.split()[1])
    return 0.0
