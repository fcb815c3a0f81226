"""Logs without people in them: one JSON line an event, and only the fields that are on the list."""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn, TextIO

import structlog

# Everything a log line may hold. Text, handles, numbers and addresses of people are not on it, so they cannot get in by mistake.
ALLOWED = frozenset(
    {"anchor", "count", "error", "host", "ms", "name", "owner", "port", "role", "seconds", "status", "tier", "worker"}
)

# Libraries that log what people say, or what they send.
_SILENT = (
    "rasa",
    "rasa_sdk",
    "uvicorn.access",
    "sqlalchemy",
    "httpx",
    "httpx2",
    "httpcore2",
    "apscheduler",
    "matplotlib",
    "dask",
    "discord",
    "asyncio",
)


LogListener = Callable[[str, Mapping[str, Any]], None]  # the event, and its fields


class Log:
    """Writes events. `Log.event("answered", ms=12)`; a field that is not allowed is dropped and counted, never written."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._listeners: list[LogListener] = []

    def tell(self, listener: LogListener) -> None:
        """Let somebody hear every event, with what was written of it."""
        self._listeners.append(listener)

    def event(self, event: str, **fields: Any) -> None:
        line: dict[str, Any] = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        allowed = {name: value for name, value in fields.items() if name in ALLOWED}
        line.update(allowed)
        dropped = len(fields.keys() - ALLOWED)
        if dropped:
            line["dropped"] = dropped
        stream = self._stream or sys.stderr
        stream.write(json.dumps(line, default=str) + "\n")  # in one piece: others write to the same place at the same moment
        stream.flush()
        for listener in self._listeners:
            listener(event, allowed)


def _drop(*_: Any) -> NoReturn:
    raise structlog.DropEvent


def quiet_libraries() -> None:
    """Turn off what libraries would log about a message. `error` lines of ours name the exception's type only."""
    # Old modules that warn about their own future: nobody who runs Unhook can act on it.
    warnings.filterwarnings("ignore", module=r"(rasa|rasa_sdk|sanic)(\.|$)")
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # Rasa writes message texts through structlog's global configuration.
    structlog.configure(processors=[_drop])
