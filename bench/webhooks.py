"""How many calls of a messaging platform one core takes: proved, read, stored, rung. `python -m bench.webhooks`."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from rich.console import Console

from bench.measured import machine
from bot.app import DATA
from bot.channels.app import create_app
from bot.channels.every import SETTINGS, load_channels
from bot.edge.server import EdgeServer
from tests.world import open_world

CALLS: Final = 5_000
LINES: Final = 40  # connections: platforms keep some open
ROUNDS: Final = 5
TARGET: Final = 500  # a second, on one core
TOKEN, SECRET = "1" * 9 + ":" + "A" * 35, "a-secret-of-this-bench-only"


def main() -> None:
    """Print calls a second, round by round."""
    out = Console()
    with tempfile.TemporaryDirectory() as folder:
        server = _start(Path(folder))
        out.print(machine(Path(folder)), soft_wrap=True)
        rates = [_round(server.bound_port, number) for number in range(ROUNDS)]
        server.should_exit = True
    median = statistics.median(rates)
    verdict = "[green]met[/]" if median >= TARGET else "[red]missed[/]"
    spread = f"{min(rates):.0f} to {max(rates):.0f}"
    what = f"{CALLS} calls on {LINES} connections, {ROUNDS} times, on one core"
    out.print(f"{what}: {median:.0f} a second (median; {spread}), wanted {TARGET}: {verdict}", soft_wrap=True)


def _start(folder: Path) -> EdgeServer:
    """The webhooks' server, on one core where the system lets us choose; whoever calls has the other one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    world = open_world(folder)
    channels = load_channels(DATA, dict.fromkeys(SETTINGS, "") | {"telegram_token": TOKEN, "telegram_secret": SECRET})
    server = EdgeServer(create_app(world.deps, channels), host="127.0.0.1", port=0)
    threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server


def _round(port: int, number: int) -> float:
    """All calls from a process of its own, so that calling is not measured along."""
    began = time.monotonic()
    caller = os.fork()
    if caller == 0:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, set(range(os.cpu_count() or 1)) - {0} or {0})
        _call_all(port, number)
        os._exit(0)
    _, status = os.waitpid(caller, 0)
    if status != 0:
        raise SystemExit("the calls failed")
    return CALLS / (time.monotonic() - began)


def _call_all(port: int, number: int) -> None:
    each = CALLS // LINES
    lines = [threading.Thread(target=_call, args=(port, (number * LINES + line) * each, each)) for line in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()


def _call(port: int, first: int, count: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        answers = line.makefile("rb")
        for at in range(first, first + count):
            line.sendall(_request(at))
            status = answers.readline().split()[1]
            length = 0
            while (header := answers.readline().strip()) != b"":
                name, _, value = header.partition(b": ")
                length = int(value) if name.lower() == b"content-length" else length
            answers.read(length)
            if status != b"200":
                os._exit(1)


def _request(at: int) -> bytes:
    person = {"id": 5_000_000_000 + at % 1000, "is_bot": False, "first_name": "A", "language_code": "en"}
    chat = {"id": person["id"], "type": "private"}
    message = {"message_id": at, "from": person, "chat": chat, "date": 1772366400, "text": "will he really send it"}
    body = json.dumps({"update_id": at, "message": message}).encode()
    head = (
        "POST /channels/telegram HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    main()
