"""Stores what webhooks bring: many requests in one transaction, so that a burst costs no more than its messages."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.channel_records import ChannelEvent
from bot.services.ports import Deps

RING = "inbox"


@dataclass(frozen=True, slots=True)
class _Bundle:
    channel: str
    events: Sequence[ChannelEvent]
    stored: asyncio.Future[int]


def recent(deps: Deps, events: Sequence[ChannelEvent]) -> list[ChannelEvent]:
    """Those that are not older than the keys we remember: an older one may be a repetition that nobody would notice."""
    oldest = deps.clock() - deps.settings.app_keys_kept
    return [event for event in events if event.at is None or event.at > oldest]


class Intake:
    """One for an app on one event loop. Whoever waits for `store` knows that the events are on the disk."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._waiting: list[_Bundle] = []
        self._writing: asyncio.Task[None] | None = None

    async def store(self, channel: str, events: Sequence[ChannelEvent]) -> int:
        """Store the events that were never seen, and say how many that were. Raises what the store raises."""
        bundle = _Bundle(channel, events, asyncio.get_running_loop().create_future())
        self._waiting.append(bundle)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await bundle.stored

    async def _write(self) -> None:
        while self._waiting:
            bundles, self._waiting = self._waiting, []
            try:
                fresh = await asyncio.to_thread(self._together, bundles)
            except Exception as fault:  # noqa: BLE001 - each request says that it failed, and the platform tries again
                for bundle in bundles:
                    if not bundle.stored.done():
                        bundle.stored.set_exception(fault)
                continue
            for bundle, count in zip(bundles, fresh, strict=True):
                if not bundle.stored.done():
                    bundle.stored.set_result(count)
            if any(fresh):
                self._deps.doorbell.ring(RING, "", 0)

    def _together(self, bundles: Sequence[_Bundle]) -> list[int]:
        now = self._deps.clock()
        with self._deps.store.write() as tx:
            return [tx.add_deliveries(bundle.channel, recent(self._deps, bundle.events), now) for bundle in bundles]
