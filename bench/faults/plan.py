"""Which fault comes when: drawn from a seed, so that a run can be repeated. Pure."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What can break, in an operator's words."""

    KILL = "kill -9"
    FREEZE = "freeze a process"
    RESTART = "restart in turn"
    MODEL = "swap the model"
    CLOCK = "skew a clock"
    DATABASE = "stop the database"
    DISK = "fill the disk"
    NETWORK = "bad network to people"
    DOORBELL = "kill Valkey"
    LINE = "cut a host off"  # from the database and from Valkey: its connections are closed
    CABLE = "pull a host's cable"  # the same, and nobody is told


# Seconds that each lasts, at least and at most. A kill lasts until its supervisor has started the process again.
LASTS: Final[Mapping[Kind, tuple[float, float]]] = {
    Kind.KILL: (0, 0),
    Kind.FREEZE: (1, 12),
    Kind.RESTART: (0, 0),
    Kind.MODEL: (0, 0),
    Kind.CLOCK: (10, 25),
    Kind.DATABASE: (1, 8),
    Kind.DISK: (2, 8),
    Kind.NETWORK: (5, 15),
    Kind.DOORBELL: (1, 10),
    Kind.LINE: (1, 10),
    Kind.CABLE: (1, 20),
}
PAUSE: Final = (1.0, 6.0)  # seconds from the end of one fault to the next, where nothing else is said
SKEWS: Final = (-90, -20, 20, 90)  # seconds: what a machine without time service drifts to in a month, and beyond


@dataclass(frozen=True, slots=True)
class Fault:
    """One of them."""

    after: float  # seconds after the one before has ended
    kind: Kind
    lasts: float  # seconds
    target: str = ""  # the name of a process or host, where it is about one
    skew: int = 0  # seconds


def draw(seed: int, targets: Mapping[Kind, Collection[str]], pause: tuple[float, float] = PAUSE) -> Iterator[Fault]:
    """Faults without end: every kind of `targets` once in each round, in another order each time.

    `targets`: the kinds that are possible here, with the processes or hosts that each may meet; empty where it is about none.
    `pause`: seconds from the end of one to the next, at least and at most.
    """
    chance = random.Random(seed)
    while True:
        kinds = sorted(targets)
        chance.shuffle(kinds)
        for kind in kinds:
            target = chance.choice(sorted(targets[kind])) if targets[kind] else ""
            skew = chance.choice(SKEWS) if kind is Kind.CLOCK else 0
            yield Fault(chance.uniform(*pause), kind, chance.uniform(*LASTS[kind]), target, skew)
