"""How urgent something is, and what the urgency is about."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Tier(IntEnum):
    """Urgency as helplines triage it. A greater value is more urgent, so `max` finds the tier that counts."""

    T4 = 0  # chat, a test, an idiom
    T3 = 1  # advice, lower distress
    T2 = 2  # active blackmail or high distress
    T1 = 3  # serious, a person first
    T0 = 4  # danger now

    @property
    def needs_person(self) -> bool:
        """True where a person is called without being asked for (T0 and T1)."""
        return self >= Tier.T1


class Concern(StrEnum):
    """What a T0 or T1 is about: it decides the one direct question and the number that is shown."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    DANGER = "danger"  # somebody may hurt them, or they are about to meet or be with somebody who may
    CHILD = "child"  # under 13
    OTHERS = "others"  # another young person, or a threat to somebody else
    ABUSE = "abuse"  # somebody in the family or in a position of trust, or abuse over a long time
