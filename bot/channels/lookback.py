"""The thread that asks a platform now and then what came in.

Some tell a webhook that nobody answers no more: what people wrote while we could not be reached would be heard by nobody.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.channels.channel import RefusedKeyError, SendError, TryLaterError
from bot.logs import Log
from bot.services.channel_records import ChannelEvent

LOOK_EVERY: Final = 60.0  # seconds
OVERLAP: Final = timedelta(minutes=10)  # what was heard already is not heard again
PATIENCE: Final = timedelta(minutes=1)  # the webhook goes first: it tells more, such as words that are not kept there

CameSince = Callable[[datetime], Sequence[ChannelEvent]]  # what people wrote since then, in order; raises SendError


class LookBack(threading.Thread):
    """Looks from where the last look that was stored began. `since`: from where the first one does."""

    def __init__(
        self,
        name: str,
        came_since: CameSince,
        take: Callable[[Sequence[ChannelEvent]], object],
        *,
        since: datetime,
        clock: Callable[[], datetime],
        log: Log,
    ) -> None:
        super().__init__(name="channel look-back", daemon=True)
        self._channel, self._came_since, self._take, self._clock, self._log = name, came_since, take, clock, log
        self._first = self._since = since
        self._stopping = threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def stop(self) -> None:
        """End after the look in hand."""
        self._stopping.set()
        self.join(15)

    def run(self) -> None:
        self.ready.set()  # the platform may be away for an hour: nothing else waits for it
        while not self._stopping.wait(self.look()):
            pass

    def look(self) -> float:
        """Store what came in since the last look; returns how many seconds to wait for the next one."""
        began = self._clock()
        try:
            came = self._came_since(self._since)
            self._take([event for event in came if event.at is None or event.at <= began - PATIENCE])
        except TryLaterError as fault:
            return max(fault.after.total_seconds() if fault.after else 0.0, LOOK_EVERY)
        except RefusedKeyError:
            self._log.event("channel_key_refused", name=self._channel)
        except SendError:
            self._log.event("channel_look_back_failed", name=self._channel)
        except Exception as fault:  # noqa: BLE001 - the database may be back in a minute
            self._log.event("channel_look_back_failed", name=self._channel, error=type(fault).__name__)
        else:
            self._since = max(self._first, began - OVERLAP)  # never before the first: others may have answered there
        return LOOK_EVERY
