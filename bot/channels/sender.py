"""The thread that sends what the log holds to messaging apps: in order for each person, several persons at once."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final

from bot.channels.channel import (
    Channel,
    RefusedKeyError,
    RefusedMessageError,
    SendError,
    TryLaterError,
    UnreachableError,
    WindowClosedError,
)
from bot.channels.rendering import parts
from bot.guidance.app_texts import AppTexts
from bot.logs import Log
from bot.services.channel_records import Contact
from bot.services.ports import Deps
from bot.services.send_out import Outgoing, Taken, claim_outgoing, give_up, hold, is_sent, note_sent, put_off, skip

LOOK_EVERY: Final = 1.0  # seconds; a lost ring costs no more
AT_ONCE: Final = 8  # persons in one app, before others of it are looked for: a platform that hangs keeps nobody waiting elsewhere
_LONGEST: Final = 30.0  # seconds with one person before the others have their turn
_KEY_PAUSE: Final = timedelta(seconds=60)  # an operator has to do something first


class Sender(threading.Thread):
    """Looks when the doorbell rings, and every second."""

    def __init__(self, deps: Deps, channels: Mapping[str, Channel], texts: Callable[[str], AppTexts], log: Log) -> None:
        super().__init__(name="channel sender", daemon=True)
        self._deps, self._channels, self._texts, self._log = deps, channels, texts, log
        self._lease_id = secrets.token_hex(8)
        self._rung, self._stopping = threading.Event(), threading.Event()
        self._busy: Counter[str] = Counter()  # persons who are being sent to, by channel
        self._counting = threading.Lock()
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def stop(self) -> None:
        """End after the parts in hand; what is left is sent after the next start."""
        self._stopping.set()
        self._rung.set()
        self.join(15)

    def run(self) -> None:
        unsubscribe = self._deps.doorbell.subscribe("log", lambda *_: self._rung.set())
        self.ready.set()
        # One short of as many again may be found for a channel that was almost full.
        with ThreadPoolExecutor(2 * AT_ONCE * len(self._channels), "channel send") as pool:
            while not self._stopping.is_set():
                self._rung.clear()
                try:
                    while not self._stopping.is_set() and self._look(pool):
                        pass
                except Exception as fault:  # noqa: BLE001 - the database may be back in a second
                    self._log.event("sweep_failed", name="channel_sender", error=type(fault).__name__)
                self._rung.wait(LOOK_EVERY)
        unsubscribe()

    def _look(self, pool: ThreadPoolExecutor) -> bool:
        """Begin with as many persons as there is room for; returns whether there may be more."""
        with self._counting:
            free = [name for name in self._channels if self._busy[name] < AT_ONCE]
        if not free:
            return False  # whoever is done rings
        found = claim_outgoing(self._deps, free, self._lease_id, AT_ONCE)
        for outgoing in found:
            with self._counting:
                self._busy[outgoing.contact.channel] += 1
            pool.submit(self._send, outgoing)
        return len(found) == AT_ONCE

    def _send(self, outgoing: Outgoing) -> None:
        try:
            self.send(outgoing)
        except Exception as fault:  # noqa: BLE001 - whatever it was, it is tried again
            self._log.event("channel_send_failed", name=outgoing.contact.channel, error=type(fault).__name__)
        finally:
            try:
                with self._deps.store.write() as tx:
                    tx.release_outbox(outgoing.contact.conversation_id, outgoing.lease_id)
            except Exception as fault:  # noqa: BLE001 - the lease ends by itself
                self._log.event("sweep_failed", name="channel_sender", error=type(fault).__name__)
            with self._counting:
                self._busy[outgoing.contact.channel] -= 1
            self._rung.set()  # there may be more for the same person

    def send(self, outgoing: Outgoing) -> None:
        """Send what is due to one person, in order, until something does not go."""
        contact, channel = outgoing.contact, self._channels[outgoing.contact.channel]
        try:
            self._send_all(outgoing, channel)
        except TryLaterError as fault:
            put_off(self._deps, contact, fault.after)
        except WindowClosedError:
            hold(self._deps, contact)
        except RefusedMessageError as fault:
            self._refused(contact, fault)
        except UnreachableError:
            give_up(self._deps, contact)
        except RefusedKeyError:
            self._log.event("channel_key_refused", name=contact.channel)
            put_off(self._deps, contact, _KEY_PAUSE)
        except SendError:
            put_off(self._deps, contact)

    def _refused(self, contact: Contact, fault: RefusedMessageError) -> None:
        """Nobody is given up for a reason that we do not know before it has stood for a minute, and an operator is told."""
        self._log.event("channel_message_refused", name=contact.channel, status=fault.status)
        with self._deps.store.read() as tx:
            now_there = tx.contact(contact.conversation_id)
        if now_there is None or now_there.tries >= self._deps.settings.app_tries:
            give_up(self._deps, contact)
        else:
            put_off(self._deps, contact)

    def _send_all(self, outgoing: Outgoing, channel: Channel) -> None:
        contact, done = outgoing.contact, outgoing.contact.sent_parts
        until = time.monotonic() + _LONGEST
        offer = next((one.seq for one in reversed(outgoing.messages) if one.said.buttons), 0)
        for message in outgoing.messages:
            if not is_sent(message, watched=outgoing.watched):
                skip(self._deps, contact, message.seq)
                continue
            texts = self._texts(outgoing.language)
            offers = message.seq == offer
            written = parts(message, channel.capabilities, texts, watched=outgoing.watched, offers=offers)
            for number, part in enumerate(written[done:], done + 1):
                asked_at = self._deps.clock()
                ids = channel.send(contact.address, part)
                more = note_sent(self._deps, outgoing, message, Taken(number, len(written), ids, asked_at))
                pause = channel.capabilities.pause.total_seconds()
                if not more or time.monotonic() > until or self._stopping.wait(pause):
                    return
            if not written:
                skip(self._deps, contact, message.seq)
            done = 0
