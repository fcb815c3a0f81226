"""What is known about a young person's situation when the next sentence is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.picture import Picture
from bot.conversation.said import SAFETY_QUESTIONS, answered_in, question_in, steps_in
from bot.safety.tiers import Tier

UNDER_13: Final = "under_13"
FROM_13_TO_17: Final = "13_17"
ADULT: Final = "18_plus"

_BLACKMAIL_FAMILIES: Final = frozenset("ABCD")
# Fears and questions that only somebody who is blackmailed has, so the steps fit. Not G08: "is this private" says nothing yet.
_TELLING: Final = frozenset({"F01", "F02", "F03", "F04", "F05", "G01", "G02", "G03", "G04", "G05", "G06", "G07", "G09", "G10"})


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A snapshot for one decision. `situations` are all that were seen so far; `steps_given` is in order, oldest first."""

    situations: frozenset[str] = frozenset()
    steps_given: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()  # situations that had their reply (data/dialogue/situations.yml)
    age_band: str | None = None
    country: str | None = None
    platform: str | None = None  # where it happens, the one named last
    offender_known: bool | None = None
    standpoint: str | None = None  # who writes, when it does not happen to themselves (data/dialogue/standpoints.yml)
    asked: str | None = None
    safety_asked: bool = False
    reassured: bool = False
    unclear_count: int = 0
    suicide_answer: str | None = None
    conversation_tier: Tier = Tier.T4

    def saw(self, *situations: str) -> bool:
        """True when any of these situations was seen."""
        return not self.situations.isdisjoint(situations)

    @property
    def is_blackmail(self) -> bool:
        """True once something of a blackmail was told, by the one it happens to."""
        return self.standpoint in {None, "own"} and any(
            situation[:1] in _BLACKMAIL_FAMILIES or situation in _TELLING for situation in self.situations
        )


def case_facts_from(metadata: Mapping[str, Any], slots: Mapping[str, Any], saying: Iterable[str] = ()) -> CaseFacts:
    """The case from this turn's message metadata and Rasa's slots. `saying`: replies of this turn that are already chosen."""
    chosen = tuple(saying)
    return CaseFacts(
        situations=frozenset(slots.get("situations_seen") or ()),
        steps_given=(*(slots.get("steps_given") or ()), *steps_in(chosen)),
        answered=frozenset((*(slots.get("answered") or ()), *answered_in(chosen))),
        age_band=slots.get("age_band"),
        country=slots.get("country"),
        platform=_platform(slots),
        offender_known=slots.get("offender_known"),
        standpoint=slots.get("standpoint"),
        asked=slots.get("asked"),
        safety_asked=bool(slots.get("safety_asked")) or question_in(chosen) in SAFETY_QUESTIONS,
        reassured=bool(slots.get("reassured")),
        unclear_count=int(slots.get("unclear_count") or 0),
        suicide_answer=slots.get("suicide_answer"),
        conversation_tier=tier_named(metadata.get("conversation_tier")),
    )


def _platform(slots: Mapping[str, Any]) -> str | None:
    named = Picture.from_slot(slots.get("picture")).values("platform")
    return str(named[-1]) if named else None


def tier_named(name: object) -> Tier:
    """The tier called `name`; T4 when there is none."""
    return Tier.__members__.get(str(name), Tier.T4)
