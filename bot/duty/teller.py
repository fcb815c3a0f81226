"""The thread that tells the duty contact: a mail server may take its time, and nothing else waits for it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final

from bot.logs import Log
from bot.services.ports import Deps
from bot.services.tell_duty_contact import DutyWay, tell_duty_contact

LOOK_EVERY: Final = 0.5  # seconds


class DutyTeller(threading.Thread):
    """Looks for alarms that were passed on to the duty contact, and tells them by every way there is."""

    def __init__(self, deps: Deps, ways: Sequence[DutyWay], log: Log) -> None:
        super().__init__(name="duty", daemon=True)
        self._deps = deps
        self._ways = ways
        self._log = log
        self._stopping = threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def stop(self) -> None:
        """End after the round in hand; one that hangs at a mail server is not waited for."""
        self._stopping.set()
        self.join(5)

    def run(self) -> None:
        self.ready.set()
        while not self._stopping.wait(LOOK_EVERY):
            self._look()

    def _look(self) -> None:
        try:
            told = tell_duty_contact(self._deps, self._ways)
        except Exception as error:  # noqa: BLE001  the database may be back in a second
            self._log.event("sweep_failed", name="tell_duty_contact", error=type(error).__name__)
            return
        if told.ways:
            self._log.event("duty_contact_told", count=told.ways)
        for failure in told.failures:
            self._log.event("duty_contact_failed", name=failure.way, error=failure.fault)
