"""The doorbell inside one process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock

_log = logging.getLogger(__name__)

Listener = Callable[[str, int], None]


class MemoryDoorbell:
    """Rings listeners in the thread that rings. Implements bot.services.ports.Doorbell."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: dict[str, dict[object, Listener]] = {}

    def ring(self, topic: str, conversation_id: str, seq: int) -> None:
        """Call every listener of the topic. What one of them does wrong hurts neither the others nor the ringer."""
        with self._lock:
            listeners = tuple(self._listeners.get(topic, {}).values())
        for listener in listeners:
            try:
                listener(conversation_id, seq)
            except Exception as fault:  # noqa: BLE001 - the message is stored already; nobody may lose it for a listener
                _log.error("listener_failed", extra={"topic": topic, "fault": type(fault).__name__})

    def subscribe(self, topic: str, callback: Listener) -> Callable[[], None]:
        """Listen to a topic; the returned function ends it, and may be called twice."""
        ticket = object()  # the same callback may listen twice
        with self._lock:
            self._listeners.setdefault(topic, {})[ticket] = callback

        def unsubscribe() -> None:
            with self._lock:
                self._listeners.get(topic, {}).pop(ticket, None)

        return unsubscribe

    def close(self) -> None:
        """From now on nobody is rung."""
        with self._lock:
            self._listeners.clear()
