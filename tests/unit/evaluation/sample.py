"""Cases, assessments and a screen that are as small as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.evaluation.cases import Case
from bot.safety.assessment import Assessment, Reason, ScoredSituation
from bot.safety.tiers import Tier


def case(line: str, text: str = "a text", context: Sequence[str] = ()) -> Case:
    """`case("T2 A01 B01")`, as the files write it."""
    tier, *ids = line.split()
    return Case(Tier[tier], tuple(ids), text, tuple(context))


def verdict(line: str, *, score: float = 0.9, reason: str = "") -> Assessment:
    """`verdict("T1 H02 A01")`: what a screen found, first things first."""
    tier, *ids = line.split()
    reasons = (Reason("rule", reason, Tier[tier]),) if reason else ()
    return Assessment(tier=Tier[tier], situations=tuple(ScoredSituation(id_, score) for id_ in ids), reasons=reasons)


def pairs(*lines: tuple[str, str]) -> list[tuple[Case, Assessment]]:
    """Expected and found, several times."""
    return [(case(expected), verdict(found)) for expected, found in lines]


class FakeScreen:
    """Knows some texts by heart, and takes every other one for chat. Remembers what it was asked."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._known = known or {}
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def assess(self, text: str, *, context: Sequence[str] = ()) -> Assessment:
        self.asked.append((text, tuple(context)))
        return verdict(self._known.get(text, "T4 L01"))
