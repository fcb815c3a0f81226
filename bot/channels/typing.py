"""The thread that shows in an app that a counsellor types, where the app can."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Mapping
from typing import Final

from bot.channels.channel import Channel, SendError
from bot.edge.keystrokes import Typist, is_typing
from bot.logs import Log
from bot.services.channel_records import Reach
from bot.services.ports import Deps

AGAIN_AFTER: Final = 4.0  # seconds; platforms show it for five or more
_MOST: Final = 100  # that wait to be shown: more would come too late anyway
_KEPT: Final = 1000


class TypingShower(threading.Thread):
    """Nothing depends on it: what fails is not tried again."""

    def __init__(self, deps: Deps, channels: Mapping[str, Channel], log: Log) -> None:
        super().__init__(name="channel typing", daemon=True)
        self._deps, self._channels, self._log = deps, channels, log
        self._rung: queue.Queue[str | None] = queue.Queue(_MOST)
        self._shown: dict[str, float] = {}
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def stop(self) -> None:
        """End after the one in hand."""
        self._rung.put(None)
        self.join(5)

    def run(self) -> None:
        unsubscribe = self._deps.doorbell.subscribe("typing", self._hear)
        self.ready.set()
        while (conversation_id := self._rung.get()) is not None:
            try:
                self._show(conversation_id)
            except SendError:
                continue
            except Exception as fault:  # noqa: BLE001 - the database may be back in a second
                self._log.event("sweep_failed", name="channel_typing", error=type(fault).__name__)
        unsubscribe()

    def _hear(self, conversation_id: str, rung: int) -> None:
        if is_typing(rung, Typist.COUNSELLOR) and not self._rung.full():
            self._rung.put_nowait(conversation_id)

    def _show(self, conversation_id: str) -> None:
        now = time.monotonic()
        if now - self._shown.get(conversation_id, -AGAIN_AFTER) < AGAIN_AFTER:
            return
        with self._deps.store.read() as tx:
            contact = tx.contact(conversation_id)
        if contact is None or contact.reach is not Reach.OPEN or contact.channel not in self._channels:
            return
        channel = self._channels[contact.channel]
        if channel.capabilities.typing:
            if len(self._shown) > _KEPT:
                self._shown.clear()
            self._shown[conversation_id] = now
            channel.show_typing(contact)
