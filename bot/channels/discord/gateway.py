"""The thread that holds the line to Discord's gateway, and stores what comes by it, in order.

The gateway takes up a short break by itself. After a longer one, or a start of ours, what was written meanwhile is looked up.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.channels.channel import RefusedKeyError, SendError, TryLaterError
from bot.channels.discord.events import event_of, is_new_session
from bot.channels.lines import Desk
from bot.channels.reading import json_of
from bot.services.channel_records import ChannelEvent, Contact

Hear = Callable[[str], None]  # takes a payload as it came
Connect = Callable[[str, Hear], Awaitable[None]]  # takes the token; returns, or raises, when the line is lost for good

Missed = Callable[[Contact], Sequence[ChannelEvent]]  # looks up what somebody wrote since we last heard them; raises SendError

_PAUSE: Final = 5.0  # seconds before the line is made anew; what holds it mends small breaks itself
_KEY_PAUSE: Final = 60.0  # an operator has to do something first
_STORE_PAUSE: Final = 1.0
_TRIES: Final = 5  # to look up what one person wrote
_MOST: Final = 200  # payloads in one transaction


class Gateway(threading.Thread):
    """Discord tells an event once: it is kept here until the store has it."""

    def __init__(self, token: str, desk: Desk, connect: Connect, missed: Missed) -> None:
        super().__init__(name="discord gateway", daemon=True)
        self._token, self._desk, self._connect, self._missed = token, desk, connect, missed
        self._log = desk.log
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None
        self._looking: asyncio.Task[None] | None = None
        self._stopping = threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None

    def stop(self) -> None:
        """End after what has come is stored."""
        self._stopping.set()
        if self._loop and self._over:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._over.set)
        self.join(10)

    def run(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        heard: asyncio.Queue[str] = asyncio.Queue()
        storing = asyncio.create_task(self._store(heard))
        self.ready.set()  # Discord may be away for an hour: nothing else waits for it
        while not self._stopping.is_set():
            pause = await self._hold(self._over, heard.put_nowait)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(heard.join(), _PAUSE)
        storing.cancel()
        if self._looking:
            self._looking.cancel()

    async def _hold(self, over: asyncio.Event, hear: Hear) -> float:
        """Hold the line until it is lost, or all is over; returns the pause before the next try, in seconds."""
        line = asyncio.ensure_future(self._connect(self._token, hear))
        end = asyncio.create_task(over.wait())
        await asyncio.wait({line, end}, return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        line.cancel()
        try:
            await line
        except asyncio.CancelledError:
            return 0.0
        except RefusedKeyError:
            self._log.event("channel_key_refused", name="discord")
            return _KEY_PAUSE
        except Exception as fault:  # noqa: BLE001 - whatever it was, it is tried again
            self._log.event("channel_line_lost", name="discord", error=type(fault).__name__)
        return _PAUSE

    async def _store(self, heard: asyncio.Queue[str]) -> None:
        while True:
            payloads = [await heard.get()]
            while len(payloads) < _MOST and not heard.empty():
                payloads.append(heard.get_nowait())
            told = [json_of(one.encode("utf-8", "replace")) for one in payloads]
            await self._take([event for one in told if (event := event_of(one))])
            if any(is_new_session(one) for one in told) and (self._looking is None or self._looking.done()):
                self._looking = asyncio.create_task(self._look_back())
            for _ in payloads:
                heard.task_done()

    async def _take(self, events: Sequence[ChannelEvent]) -> None:
        """Store them, however often the store must be asked."""
        while events:
            try:
                await asyncio.to_thread(self._desk.take, events)
                break
            except Exception as fault:  # noqa: BLE001 - the database may be back in a second
                self._log.event("channel_store_failed", name="discord", error=type(fault).__name__)
                await asyncio.sleep(_STORE_PAUSE)

    async def _look_back(self) -> None:
        """Hear what people wrote who are known. Of somebody new we learn when they write again."""
        try:
            for contact in await asyncio.to_thread(self._desk.known):
                await self._look_up(contact)
        except Exception as fault:  # noqa: BLE001 - whoever was not looked up writes again
            self._log.event("channel_look_back_failed", name="discord", error=type(fault).__name__)

    async def _look_up(self, contact: Contact) -> None:
        for _ in range(_TRIES):
            try:
                await self._take(await asyncio.to_thread(self._missed, contact))
            except TryLaterError as fault:
                await asyncio.sleep(fault.after.total_seconds() if fault.after else _PAUSE)
            except SendError:
                return  # they cannot be reached any more
            else:
                return
