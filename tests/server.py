"""Starts the real program as a process of its own, kills it, starts it again; and a young person who talks to it over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from bot.store.keys import MasterKeys

ROOT = Path(__file__).resolve().parent.parent
READY = 60  # seconds; a busy machine may need many times the usual four
TOO_MANY = 429
CONSOLE_HEADERS = {"Sec-Fetch-Site": "same-origin"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """`bot run` with a folder, a key and ports of its own."""

    home: Path
    role: str = "all"
    settings: dict[str, str] = field(default_factory=dict)
    key: str = field(default_factory=MasterKeys.generate)
    web_port: int = field(default_factory=free_port)
    console_port: int = field(default_factory=free_port)
    channels_port: int = field(default_factory=free_port)
    output: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None
    clients: list[httpx2.Client] = field(default_factory=list)
    program: str = "bot"  # the module that is run
    within: tuple[str, ...] = ()  # what starts it: a command that runs it on another host

    @property
    def web(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def console(self) -> str:
        return f"http://127.0.0.1:{self.console_port}"

    def environment(self) -> dict[str, str]:
        own = {
            "UNHOOK_HOME": str(self.home),
            "UNHOOK_MASTER_KEY": self.key,
            "UNHOOK_WEB_PORT": str(self.web_port),
            "UNHOOK_CONSOLE_PORT": str(self.console_port),
            "UNHOOK_CHANNELS_PORT": str(self.channels_port),
            "COLUMNS": "300",
            "PYTHONUNBUFFERED": "1",
        }
        return {**os.environ, **own, **self.settings}

    def start(self, role: str | None = None) -> Server:
        """Start and wait until it says that it is ready."""
        command = [*self.within, sys.executable, "-m", self.program, "run", "--role", role or self.role]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.process, ready), daemon=True).start()
        until = time.monotonic() + READY
        while not ready.wait(0.05):
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError("The server did not become ready:\n" + "".join(self.output))
        return self

    def _read(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        for line in process.stdout or ():
            self.output.append(line)
            if "Ready. Ctrl-C" in line:
                ready.set()

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        """As when the machine's memory runs out: no warning, no farewell."""
        self.signal(signal.SIGKILL)
        self._wait()

    def stop(self) -> float:
        """Ask it to stop; the seconds it took."""
        for client in self.clients:
            client.close()
        if self.process is None or self.process.poll() is not None:
            return 0.0
        started = time.monotonic()
        self.signal(signal.SIGTERM)
        self._wait()
        return time.monotonic() - started

    def _wait(self) -> None:
        assert self.process is not None
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            if self.process.stdout:
                self.process.stdout.close()

    def add_counsellor(self, name: str, role: str = "counsellor") -> str:
        """Add a member of staff; their password."""
        command = [sys.executable, "-m", "bot", "add-counsellor", name, "--role", role]
        told = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=True).stdout
        return told.split("now: ")[1].split()[0]

    def first_password(self) -> str:
        """What the first run printed for the first counsellor."""
        line = next(line for line in self.output if line.startswith("First counsellor"))
        return line.split("password")[1].split()[0]


class YoungPerson:
    """Talks to the young person's API, and tries again when nobody answers, as their page does."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._http = httpx2.Client(timeout=5)
        server.clients.append(self._http)
        opened = self.insist("POST", "/api/conversations", {})
        self.id, self._token = opened["conversation"], opened["token"]

    def insist(self, method: str, path: str, body: dict[str, Any] | None = None, seconds: float = 60) -> dict[str, Any]:
        """Ask until an answer comes."""
        headers = {"Authorization": f"Bearer {self._token}"} if hasattr(self, "_token") else {}
        until = time.monotonic() + seconds
        while True:
            try:
                answer = self._http.request(method, self._server.web + path, json=body, headers=headers)
                if answer.status_code < 500 and answer.status_code != TOO_MANY:
                    assert answer.status_code < 300, answer.text
                    result: dict[str, Any] = answer.json()
                    return result
            except httpx2.TransportError:
                pass
            if time.monotonic() > until:
                raise AssertionError("no answer from the server")
            time.sleep(0.1)

    def say(self, text: str, client_id: str | None = None) -> int:
        """Post a message under one id until it is acknowledged; its number."""
        body = {"client_id": client_id or uuid.uuid4().hex, "text": text}
        return int(self.insist("POST", f"/api/conversations/{self.id}/messages", body)["seq"])

    def tap(self, button: str) -> int:
        body = {"client_id": uuid.uuid4().hex, "tap": button}
        return int(self.insist("POST", f"/api/conversations/{self.id}/messages", body)["seq"])

    def log(self, after: int = 0) -> list[dict[str, Any]]:
        """Everything after a number."""
        found: list[dict[str, Any]] = []
        while page := self.insist("GET", f"/api/conversations/{self.id}/messages?after={after}&wait=0")["messages"]:
            found += page
            after = page[-1]["seq"]
        return found

    def wait_for(self, sender: str, after: int, seconds: float = 30) -> dict[str, Any]:
        """The first message from `sender` after a number."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for message in self.log(after):
                if message["sender"] == sender:
                    return message
            time.sleep(0.05)
        raise AssertionError(f"nothing from {sender} within {seconds} s")
