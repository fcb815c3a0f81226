"""Tells the duty contact of alarms that were passed on to them, and tries again until they know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

from bot.conversation.alarm import Alarm
from bot.safety.tiers import Tier
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Deps

_FIRST_PAUSE: Final = timedelta(seconds=15)
_LONGEST_PAUSE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the duty contact is told of all that rings at this moment, and nothing else."""

    waiting: int  # conversations
    tier: Tier  # of the most urgent
    since: datetime  # the oldest ring
    now: datetime


class DutyWay(Protocol):
    """One way to the duty contact. Implemented in bot.duty."""

    @property
    def name(self) -> str:
        """A key for logs: never an address."""

    @property
    def told(self) -> Literal["mailed_at", "posted_at"]:
        """The field of an alarm that remembers it."""

    def tell(self, notice: Notice | None) -> None:
        """Deliver it, or a test where there is nothing to tell. May take many seconds. Raises whatever went wrong."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A way that did not work: its key, and the kind of fault. What a fault says may hold an address, so it is not kept."""

    way: str
    fault: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one round did."""

    ways: int = 0  # that the duty contact was told by
    failures: tuple[Failure, ...] = ()


def tell_duty_contact(deps: Deps, ways: Sequence[DutyWay]) -> Told:
    """Tell of everything that is due, all in one message a way. A way that fails is tried again, after longer and longer pauses.

    Claimed before anything is sent: two processes do not both tell. A process that dies in between is late, not silent.
    """
    with deps.store.read() as tx:
        if not _due(tx.ringing_for_real(), ways, deps.clock()):
            return Told()
    now = deps.clock()
    with deps.store.write() as tx:
        ringing = tx.ringing_for_real()
        due = [
            tx.update_alarm(one, duty_tries=one.duty_tries + 1, duty_next_at=now + pause_after(one.duty_tries + 1))
            for one in _due(ringing, ways, now)
        ]
    if not due:
        return Told()
    notice = Notice(len(ringing), max(one.tier for one in ringing), min(one.rang_at for one in ringing), now)
    failures = tuple(failure for way in ways if (failure := _tell(deps, way, due, notice)))
    if failures and (first := next((one for one in due if one.duty_tries == 1), None)):
        with deps.store.write() as tx:
            known = tx.conversation(first.conversation_id)
            report_incident(tx, IncidentKind.DUTY_CONTACT_FAILED, now, known.id if known else None)
        deps.doorbell.ring("queue", "", 0)
    return Told(len(ways) - len(failures), failures)


def pause_after(tries: int) -> timedelta:
    """How long nobody tries again: twice as long each time, five minutes at most."""
    doubled: int = 2 ** min(tries - 1, 10)
    return min(_FIRST_PAUSE * doubled, _LONGEST_PAUSE)


def _due(ringing: Sequence[Alarm], ways: Sequence[DutyWay], now: datetime) -> list[Alarm]:
    return [
        one
        for one in ringing
        if one.duty_at
        and (one.duty_next_at is None or one.duty_next_at <= now)
        and any(getattr(one, way.told) is None for way in ways)
    ]


def _tell(deps: Deps, way: DutyWay, due: Sequence[Alarm], notice: Notice) -> Failure | None:
    """Try one way for those alarms that were not told by it."""
    untold = [one for one in due if getattr(one, way.told) is None]
    if not untold:
        return None
    try:
        way.tell(notice)
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one server, the other way is tried, and this one again
        return Failure(way.name, type(fault).__name__)
    with deps.store.write() as tx:
        for one in untold:
            now_open = tx.open_alarm(one.conversation_id)
            if now_open and now_open.number == one.number:
                tx.update_alarm(now_open, **{way.told: deps.clock()})
    return None
