"""The thread that handles what came in: one sender's events one after the other, in the order they happened."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.channels.channel import Channel
from bot.channels.intake import RING
from bot.channels.telling import Telling
from bot.logs import Log
from bot.services.app_receipts import TooEarlyError
from bot.services.channel_records import Delivery
from bot.services.from_app import Apps, handle_delivery
from bot.services.ports import Deps
from bot.services.send_out import delete_asked

LOOK_EVERY: Final = 1.0  # seconds; a lost ring costs no more
SWEEP_EVERY: Final = 60  # looks
_MOST: Final = 20  # events of one sender under one lease
_PAUSE: Final = timedelta(seconds=1)  # before another try, longer each time


class Receiver(threading.Thread):
    """Looks when the doorbell rings, and every second."""

    def __init__(self, deps: Deps, apps: Apps, channels: Mapping[str, Channel], log: Log) -> None:
        super().__init__(name="channel receiver", daemon=True)
        self._deps, self._apps, self._channels, self._log = deps, apps, channels, log
        self._lease_id = secrets.token_hex(8)
        self._telling = Telling(log)
        self._rung, self._stopping = threading.Event(), threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def stop(self) -> None:
        """End after the event in hand; what is left is handled after the next start."""
        self._stopping.set()
        self._rung.set()
        self.join(15)

    def run(self) -> None:
        unsubscribe = self._deps.doorbell.subscribe(RING, lambda *_: self._rung.set())
        self.ready.set()
        looks = 0
        while not self._stopping.is_set():
            self._rung.clear()
            try:
                while not self._stopping.is_set() and self.look():
                    pass
                delete_asked(self._deps)
                if looks % SWEEP_EVERY == 0:
                    self._forget_keys()
            except Exception as fault:  # noqa: BLE001 - the database may be back in a second
                self._log.event("sweep_failed", name="channel_receiver", error=type(fault).__name__)
            looks += 1
            self._rung.wait(LOOK_EVERY)
        unsubscribe()
        self._telling.stop()

    def look(self) -> bool:
        """Handle what waits of one sender; returns whether there was anything."""
        now, lease = self._deps.clock(), self._deps.settings.app_lease
        with self._deps.store.write() as tx:
            deliveries = tx.claim_inbox(self._lease_id, now, now + lease, _MOST)
        for delivery in deliveries:
            if self._deps.clock() > now + lease / 2:  # a slow database: the rest is claimed anew, before somebody else may
                with self._deps.store.write() as tx:
                    tx.release_inbox(self._lease_id, now)
                break
            if not self._handled(delivery):
                break
        return bool(deliveries)

    def _handled(self, delivery: Delivery) -> bool:
        """Whether the next event of this sender may be handled."""
        try:
            handle_delivery(self._deps, self._apps, delivery)
        except TooEarlyError:
            self._put_off(delivery)
            return True
        except Exception as fault:  # noqa: BLE001 - tried again: a database that was away loses nobody's words
            given_up = delivery.tries >= self._deps.settings.app_tries
            name = "channel_event_given_up" if given_up else "channel_event_failed"
            self._log.event(name, name=delivery.channel, error=type(fault).__name__)
            with self._deps.store.write() as tx:
                if given_up:
                    tx.end_delivery(delivery.number)
                tx.release_inbox(self._lease_id, self._deps.clock() + _PAUSE * delivery.tries)
            return False
        with self._deps.store.write() as tx:
            tx.end_delivery(delivery.number)
        if channel := self._channels.get(delivery.channel):
            self._telling.tell(channel, delivery.event)
        return True

    def _put_off(self, delivery: Delivery) -> None:
        """A receipt came before our note of what it is about; after some tries it is about nothing of ours."""
        with self._deps.store.write() as tx:
            if delivery.tries >= self._deps.settings.app_tries:
                tx.end_delivery(delivery.number)
            else:
                tx.put_off_delivery(delivery.number, self._deps.clock() + _PAUSE * 2 ** (delivery.tries - 1))

    def _forget_keys(self) -> None:
        with self._deps.store.write() as tx:
            tx.forget_keys_before(self._deps.clock() - self._deps.settings.app_keys_kept)
