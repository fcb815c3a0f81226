"""Counts the events that are logged, and how long answers take: what is worth a line is worth a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Histogram

_ANSWERED: Final = "answered"
_WAITED: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)  # seconds; the safe answer comes after three
_THOUGHT: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2)  # seconds


class Events:
    """Hears every line of the log. Labels are words of the program, so there are few of them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._events = Counter(
            "unhook_events",
            "Lines of the log, by event and what it is about (a task, an app, a way, whether a message was understood).",
            ["event", "name"],
            registry=registry,
        )
        self._counted = Counter(
            "unhook_counted",
            "What those lines counted: conversations covered, put back, forgotten.",
            ["event"],
            registry=registry,
        )
        self._answer = Histogram(
            "unhook_answer_seconds",
            "From a message being stored to its answer being stored.",
            buckets=_WAITED,
            registry=registry,
        )
        self._thinking = Histogram(
            "unhook_thinking_seconds", "Of this, the time in which the bot thought.", buckets=_THOUGHT, registry=registry
        )

    def __call__(self, event: str, fields: Mapping[str, Any]) -> None:
        """Take one line."""
        self._events.labels(event, str(fields.get("name", ""))).inc()
        if event == _ANSWERED:
            self._answer.observe(fields["seconds"])
            self._thinking.observe(fields["ms"] / 1000)
        elif "count" in fields:
            self._counted.labels(event).inc(fields["count"])
