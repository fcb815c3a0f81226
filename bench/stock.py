"""The twin: stock Rasa as `rasa init` gives it, in an environment of its own, with its own SQL tracker store."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from bench.process import HERE, end, free_port, start_on
from bench.served import ROOT, NotReadyError

FOLDER: Final = ROOT / "var" / "stock"  # 2.5 GB; may be deleted at any time
_REQUIREMENTS: Final = Path(__file__).with_name("stock_requirements.txt")
_QUIET: Final = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SANIC_ACCESS_LOG": "false"}
_STORE: Final = "tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: conversations.db\n"
_READY: Final = 180  # seconds
_LOOK: Final = 0.05  # seconds


class NoTwinError(Exception):
    """The twin cannot be had here. The message says why, and the table goes without it."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The twin, installed and trained."""

    folder: Path
    trained_in: float  # seconds

    @contextmanager
    def serve(self, core: int | None) -> Iterator[StockServed]:
        """Run it until the end of the block, on a database of its own. Raises NotReadyError."""
        port = free_port()
        for old in self.folder.glob("conversations.db*"):
            old.unlink()
        command = [str(self.folder / ".venv/bin/rasa"), "run", "--enable-api", "--interface", HERE, "--port", str(port)]
        began = time.perf_counter()
        with (self.folder / "run.log").open("w") as said:
            process = start_on(core, [*command, "--log-file", "rasa.log", "--quiet"], self.folder / "bot", _QUIET, said)
            try:
                while not _answers(port):
                    if process.poll() is not None or time.perf_counter() - began > _READY:
                        raise NotReadyError((self.folder / "run.log").read_text()[-2000:])
                    time.sleep(_LOOK)
                yield StockServed(port, process.pid, time.perf_counter() - began)
            finally:
                end(process)


@dataclass(frozen=True, slots=True)
class StockServed:
    """Where it listens."""

    port: int
    pid: int
    ready_in: float  # seconds


def install(python: str | None, folder: Path = FOLDER) -> Stock:
    """Install and train it, where that has not been done. Takes minutes the first time. Raises NoTwinError."""
    timed = folder / "trained_in"
    if not timed.exists():
        uv = _uv()
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "bot").mkdir(parents=True)
        _run([uv, "venv", "--quiet", "--python", python or _python_310(), str(folder / ".venv")])
        interpreter = str(folder / ".venv/bin/python")
        # Without our own settings: what we replace of Rasa's old dependencies, it gets as it was.
        _run([uv, "pip", "install", "--quiet", "--no-config", "--python", interpreter, "--requirement", str(_REQUIREMENTS)])
        rasa = str(folder / ".venv/bin/rasa")
        _run([rasa, "init", "--no-prompt", "--init-dir", "bot"], folder)
        with (folder / "bot/endpoints.yml").open("a", encoding="utf-8") as endpoints:
            endpoints.write(_STORE)
        shutil.rmtree(folder / "bot/.rasa", ignore_errors=True)
        began = time.perf_counter()
        _run([rasa, "train", "--force"], folder / "bot")
        timed.write_text(str(time.perf_counter() - began))
    return Stock(folder, float(timed.read_text()))


def _run(command: list[str], folder: Path = ROOT) -> None:
    began = start_on(None, command, folder, _QUIET)
    said, _ = began.communicate()
    if began.returncode:
        raise NoTwinError(f"`{' '.join(command[:3])}` failed: {said.strip()[-600:]}")


def _uv() -> str:
    own = ROOT / ".uv/bin/uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if not found:
        raise NoTwinError("uv was not found")
    return found


def _python_310() -> str:
    """Stock Rasa runs on no newer one."""
    tried = [shutil.which("python3.10"), *map(str, Path.home().glob(".pyenv/versions/3.10*/bin/python3.10"))]
    for one in tried:
        if one and subprocess.run([one, "--version"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return one
    raise NoTwinError("Python 3.10 was not found: name it by --stock-python")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HERE}:{port}/status", timeout=1) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False
