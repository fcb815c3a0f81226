"""When an alarm rings, for whom, and when it is passed on to the next person. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.conversation.owner import Owner
from bot.safety.tiers import Tier


@dataclass(frozen=True, slots=True)
class Alarm:
    """One ring, from its first sound to a person's "I have it". `counsellor_id`: rings for this one alone, who has the chat."""

    conversation_id: str
    number: int  # of the conversation's alarms
    tier: Tier
    rang_at: datetime
    counsellor_id: str | None = None
    supervisors_at: datetime | None = None  # passed on to them
    duty_at: datetime | None = None  # passed on to the duty contact …
    mailed_at: datetime | None = None  # … who was told by e-mail …
    posted_at: datetime | None = None  # … and by the webhook
    duty_tries: int = 0
    duty_next_at: datetime | None = None  # nobody tries to tell them before that
    missed_at: datetime | None = None  # nobody came in time
    stopped_at: datetime | None = None
    accepted_by: str | None = None  # None: nobody waits any more


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an alarm rings before the next ones are told."""

    supervisors: timedelta
    duty: timedelta


PATIENCE: Final[Mapping[Tier, Patience]] = {
    Tier.T0: Patience(timedelta(seconds=60), timedelta(minutes=2)),
    Tier.T1: Patience(timedelta(minutes=3), timedelta(minutes=5)),
}


@dataclass(frozen=True, slots=True)
class Hearers:
    """How many could hear it now: at their console, and not paused."""

    counsellors: int
    supervisors: int

    @property
    def nobody(self) -> bool:
        """Whether a ring is heard by no one."""
        return self.counsellors + self.supervisors == 0


class Step(StrEnum):
    """What happens to an alarm that goes on. The names of the fields that remember it."""

    SUPERVISORS = "supervisors_at"
    DUTY = "duty_at"
    MISSED = "missed_at"


def should_ring(owner: Owner, tier: Tier) -> bool:
    """Whether a conversation that stands so has an open alarm for everybody: exactly then."""
    return owner is Owner.WAITING and tier.needs_person


def steps_due(alarm: Alarm, hearers: Hearers, now: datetime, patience: Mapping[Tier, Patience] = PATIENCE) -> frozenset[Step]:
    """What is to be done with an open alarm at this moment and was not done yet. Not for practice: it is passed on to nobody.

    Where nobody of a step could hear it, the next ones are told at once instead of after the usual time.
    """
    rung, limits = now - alarm.rang_at, patience[alarm.tier]
    unheard = alarm.counsellor_id is None and hearers.counsellors == 0
    due = {
        Step.SUPERVISORS: rung >= limits.supervisors or unheard,
        Step.DUTY: rung >= limits.duty or hearers.nobody,
        Step.MISSED: rung >= limits.duty,
    }
    return frozenset(step for step, is_due in due.items() if is_due and getattr(alarm, step.value) is None)


def rings_for(
    alarm: Alarm,
    me: str,
    *,
    supervises: bool,
    paused: bool,
    practice: bool = False,
    first: Collection[str] | None = None,
) -> bool:
    """Whether this alarm rings in the console of one member of staff.

    A break is a break, until the alarm went past everybody: then every console rings. `first`: whom the first ring is for.
    """
    if supervises and alarm.supervisors_at:
        return True
    if alarm.counsellor_id is not None:
        return alarm.counsellor_id == me
    if alarm.duty_at:
        return True
    return not paused and (practice or not supervises) and (first is None or me in first)
