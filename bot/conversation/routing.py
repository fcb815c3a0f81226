"""Which of those who wait a counsellor is given next: nobody picks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from bot.conversation.queue_order import Waiting
from bot.safety.tiers import Tier

BREAK_DUE: Final = 3  # hard conversations in a row: said
REST_FIRST: Final = 5  # and here no other is given
_LANGUAGE_WAITS: Final = timedelta(seconds=60)  # T0 and T1: then any person is better than none
_SKILL_FIRST: Final = timedelta(seconds=30)  # for so long it is left to whoever knows more, where equals wait
_MOST_LEFT: Final = 10  # so many are passed by at most: beyond that a skill is no reason any more
_FIRST_RING: Final = timedelta(seconds=8)  # one tone of the console


@dataclass(frozen=True, slots=True)
class Colleague:
    """What decides about one member of staff. `languages`: codes; empty: any."""

    id: str
    name: str
    here: bool  # seen just now, and at work
    paused_at: datetime | None
    pause_kind: str | None
    languages: tuple[str, ...]
    capacity: int
    has: int  # conversations at this moment
    hard: int  # T0 and T1 accepted since their last break
    skills: tuple[str, ...] = ()  # what they know especially well

    @property
    def paused(self) -> bool:
        """Signed in, and not to be given one."""
        return self.paused_at is not None

    @property
    def break_due(self) -> bool:
        """Whether it is time to say so."""
        return self.hard >= BREAK_DUE

    def speaks(self, language: str) -> bool:
        """Whether they can answer in it."""
        return not self.languages or language in self.languages

    def fit(self, one: Routed) -> tuple[bool, int]:
        """How well they fit, to be compared: the language first, then how many of the wanted skills they have."""
        return self.speaks(one.language), len(set(one.wants).intersection(self.skills))

    def has_room(self, tier: Tier) -> bool:
        """Whether they can take one more; for a T0 one beyond their capacity."""
        return self.has < self.capacity + (tier is Tier.T0)

    def must_rest(self) -> bool:
        """Whether they had as many hard ones as anybody should without a break."""
        return self.hard >= REST_FIRST

    def could_have(self, one: Routed) -> bool:
        """Whether they could begin with it now."""
        return self.here and self.speaks(one.language) and self.has_room(one.tier) and not self.must_rest()


class Routed(Waiting, Protocol):
    """What routing looks at."""

    @property
    def language(self) -> str:
        """The language of the chat."""

    @property
    def wants(self) -> tuple[str, ...]:
        """The skills it wants."""

    @property
    def offered_until(self) -> datetime | None:
        """Until when only the colleague in `offered_to` may accept it."""

    @property
    def practice_for(self) -> str | None:
        """Whoever practises in it: nobody else is given it."""


class Refusal(StrEnum):
    """Why somebody is given none although one waits."""

    PAUSED = "paused"
    FULL = "full"
    REST_FIRST = "rest_first"


Someone = TypeVar("Someone", bound=Routed)


def is_offered(one: Routed, now: datetime, to: str | None = None) -> bool:
    """Whether only one colleague may accept it at this moment; with `to`, whether it is this one."""
    if one.offered_to is None or one.offered_until is None or now >= one.offered_until:
        return False
    return to is None or one.offered_to == to


def next_for(me: Colleague, waiting: Sequence[Someone], others: Iterable[Colleague], now: datetime) -> Someone | Refusal | None:
    """The first in order that they may have, None when there is none, or why they get none. `waiting` is in order.

    Where equals wait, one whom somebody free knows more about is left to them for a moment. Nobody is left for nothing.
    """
    if me.paused:
        return Refusal.PAUSED
    others = [one for one in others if one.id != me.id]
    # One after the other: asked for every console at every change, and mostly the first one is the answer.
    answer: Refusal | None = None
    left: list[Someone] = []
    for one in waiting:
        if left and (one.tier is not left[0].tier or len(left) == _MOST_LEFT):
            break
        if not (_is_free(one, me, now) and _fits(one, me, others, now)):
            continue
        if not me.has_room(one.tier):
            answer = answer or Refusal.FULL
        elif me.must_rest() and not _nobody_else(one, others):
            answer = Refusal.REST_FIRST
        elif not _is_better_left(one, me, others, now):
            return one
        else:
            left.append(one)
    return left[0] if left else answer


def may_accept_offered(me: Colleague, one: Routed, now: datetime) -> bool:
    """Whether it was passed to them, and they can still begin with it."""
    return is_offered(one, now, to=me.id) and not me.paused and me.has_room(one.tier)


def _is_free(one: Routed, me: Colleague, now: datetime) -> bool:
    if one.practice_for not in {None, me.id}:
        return False
    return not is_offered(one, now) or is_offered(one, now, to=me.id)


def _fits(one: Routed, me: Colleague, others: Sequence[Colleague], now: datetime) -> bool:
    """A language that nobody here speaks fits everybody. Danger waits a minute for it, and only for somebody with a hand free."""
    if me.speaks(one.language):
        return True
    if one.tier.needs_person:
        has_waited = one.waiting_since is not None and now - one.waiting_since >= _LANGUAGE_WAITS
        return has_waited or not any(other.could_have(one) for other in others)
    return not any(other.here and other.speaks(one.language) for other in others)


def _is_better_left(one: Routed, me: Colleague, others: Sequence[Colleague], now: datetime) -> bool:
    """Whether somebody with a hand free fits better, and it has only just begun to wait. Never danger now."""
    if one.tier is Tier.T0 or one.practice or one.waiting_since is None or is_offered(one, now, to=me.id):
        return False
    if now - one.waiting_since >= _SKILL_FIRST or not set(one.wants) - set(me.skills):
        return False
    return any(other.could_have(one) and other.fit(one) > me.fit(one) for other in others)


def rings_first_for(one: Routed, rang_at: datetime, staff: Sequence[Colleague], now: datetime) -> frozenset[str] | None:
    """Whom its first ring is for, by id; None: for everybody. Never fewer than all who fit as well as the best one free."""
    if one.tier is Tier.T0 or one.practice or now - rang_at >= _FIRST_RING:
        return None
    free = [colleague.fit(one) for colleague in staff if colleague.could_have(one)]
    return frozenset(colleague.id for colleague in staff if colleague.fit(one) >= max(free)) if free else None


def _nobody_else(one: Routed, others: Sequence[Colleague]) -> bool:
    return one.tier is Tier.T0 and not one.practice and not any(other.could_have(one) for other in others)
