"""Makes the threads of platforms that call no webhook when somebody writes: they tell whoever holds a line to them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from bot.channels.intake import RING, recent
from bot.logs import Log
from bot.services.channel_records import ChannelEvent, Contact
from bot.services.ports import Deps


class Line(Protocol):
    """A thread that holds a connection to a platform, and stores what comes by it."""

    ready: threading.Event
    failure: Exception | None

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End after what is in hand."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a line is given of ours. Both may raise what the store raises."""

    take: Callable[[Sequence[ChannelEvent]], object]  # when it returns, the events are on the disk
    known: Callable[[], Sequence[Contact]]  # who may have written while nobody held the line
    log: Log


@runtime_checkable
class HoldsLine(Protocol):
    """A channel with a line."""

    def line(self, desk: Desk) -> Line:
        """The thread, not started."""


def lines(deps: Deps, channels: Mapping[str, object], log: Log) -> list[Line]:
    """The threads of those channels that have one."""
    return [channel.line(desk(deps, name, log)) for name, channel in channels.items() if isinstance(channel, HoldsLine)]


def desk(deps: Deps, channel: str, log: Log) -> Desk:
    """What the line of a channel is given."""
    return Desk(partial(_take, deps, channel), partial(_known, deps, channel), log)


def _take(deps: Deps, channel: str, events: Sequence[ChannelEvent]) -> None:
    with deps.store.write() as tx:
        fresh = tx.add_deliveries(channel, recent(deps, events), deps.clock())
    if fresh:
        deps.doorbell.ring(RING, "", 0)


def _known(deps: Deps, channel: str) -> Sequence[Contact]:
    """For as long as it is remembered which events were seen: what is told again of that time is not heard twice."""
    with deps.store.read() as tx:
        return tx.contacts_since(channel, deps.clock() - deps.settings.app_keys_kept / 2)
