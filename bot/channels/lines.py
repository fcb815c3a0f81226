"""Makes the threads of platforms whose webhooks do not tell everything: a line is held to them, or they are asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol, runtime_checkable

from bot.channels.intake import RING, recent
from bot.channels.lookback import OVERLAP, LookBack
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


@runtime_checkable
class ListsWhatCame(Protocol):
    """A channel whose platform can be asked what people wrote."""

    def came_since(self, moment: datetime) -> Sequence[ChannelEvent]:
        """In order. Raises SendError."""


def lines(deps: Deps, channels: Mapping[str, object], log: Log) -> list[Line]:
    """The threads of those channels that have one."""
    found: list[Line] = []
    for name, channel in channels.items():
        if isinstance(channel, HoldsLine):
            found.append(channel.line(desk(deps, name, log)))
        if isinstance(channel, ListsWhatCame):
            found.append(_look_back(deps, name, channel, log))
    return found


def desk(deps: Deps, channel: str, log: Log) -> Desk:
    """What the line of a channel is given."""
    return Desk(partial(_take, deps, channel), partial(_known, deps, channel), log)


def _look_back(deps: Deps, name: str, channel: ListsWhatCame, log: Log) -> LookBack:
    """From when somebody was heard last; where nobody ever was, from now: what came before that is for others."""
    now = deps.clock()
    with deps.store.read() as tx:
        heard = tx.last_heard(name)
    since = max(heard - OVERLAP, now - deps.settings.app_keys_kept / 2) if heard else now
    return LookBack(name, channel.came_since, partial(_take, deps, name), since=since, clock=deps.clock, log=log)


def _take(deps: Deps, channel: str, events: Sequence[ChannelEvent]) -> None:
    with deps.store.write() as tx:
        fresh = tx.add_deliveries(channel, recent(deps, events), deps.clock())
    if fresh:
        deps.doorbell.ring(RING, "", 0)


def _known(deps: Deps, channel: str) -> Sequence[Contact]:
    """For as long as it is remembered which events were seen: what is told again of that time is not heard twice."""
    with deps.store.read() as tx:
        return tx.contacts_since(channel, deps.clock() - deps.settings.app_keys_kept / 2)
