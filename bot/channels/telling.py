"""Tells platforms that an event was handled, beside whatever goes on: a slow platform keeps nobody's words waiting."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from bot.channels.channel import Channel, SendError
from bot.logs import Log
from bot.services.channel_records import ChannelEvent

AT_ONCE: Final = 4
_MOST: Final = 100  # that wait to be told: more would come too late anyway


class Telling:
    """Nothing depends on it: what fails, or is too much, is not told. A group that was not left is left when it speaks again."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._room = threading.Semaphore(_MOST)
        self._pool = ThreadPoolExecutor(AT_ONCE, "channel tell")

    def tell(self, channel: Channel, event: ChannelEvent) -> None:
        """Returns at once."""
        if self._room.acquire(blocking=False):
            self._pool.submit(self._tell, channel, event)

    def stop(self) -> None:
        """End after those in hand."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _tell(self, channel: Channel, event: ChannelEvent) -> None:
        try:
            channel.handled(event)
        except SendError:
            return  # a mark in the app, at most: what was said is stored
        except Exception as fault:  # noqa: BLE001 - nobody looks at what becomes of it, so it is said here
            self._log.event("channel_tell_failed", name=channel.capabilities.name, error=type(fault).__name__)
        finally:
            self._room.release()
