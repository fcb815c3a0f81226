"""The catalogue of situations: what each one is called, how urgent it is, and what makes it more urgent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.safety.riskfile import RiskFileError, check_keys, read_section
from bot.safety.tiers import Concern, Tier

OTHER_LANGUAGE: Final = "L06"


@dataclass(frozen=True, slots=True)
class Raiser:
    """A fact that makes some situations one tier more urgent, and what the urgency is then about."""

    concern: Concern
    lasts: bool  # True: still counts when it was said earlier in the conversation


RAISERS: Mapping[str, Raiser] = {
    "under_13": Raiser(Concern.CHILD, lasts=True),
    "real_life_access": Raiser(Concern.DANGER, lasts=True),
    "repeating": Raiser(Concern.ABUSE, lasts=True),
    "live_now": Raiser(Concern.DANGER, lasts=False),
    "today": Raiser(Concern.DANGER, lasts=False),
    "outside_now": Raiser(Concern.DANGER, lasts=False),
    "alone_outside": Raiser(Concern.DANGER, lasts=False),
    "medical": Raiser(Concern.SELF_HARM, lasts=False),
    "planned": Raiser(Concern.SUICIDE, lasts=False),
    "others_at_risk": Raiser(Concern.OTHERS, lasts=False),
    "child_within_reach": Raiser(Concern.OTHERS, lasts=False),
}

_KNOWN = frozenset({"name", "tier", "concern", "raise_if", "raised", "implies", "threshold", "live_person"})
_ID = re.compile(r"[A-L][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Situation:
    """One row of the catalogue. `raise_if` lists the facts (keys of RAISERS) that raise it, by one tier or to `raised`."""

    id: str
    name: str
    tier: Tier
    concern: Concern | None = None
    raise_if: tuple[str, ...] = ()
    raised: Tier | None = None  # the tier it is raised to, when that is not the next one
    implies: str | None = None  # a fact that it makes known: whoever sent more and is asked for more is asked again and again
    threshold: float | None = None  # score the model alone needs, when it differs from data/risk/thresholds.yml
    live_person: bool = False  # a person is called, whatever the tier

    def given(self, facts: frozenset[str]) -> tuple[Tier, Concern | None]:
        """Tier and concern once the facts of the conversation are known. Never lower than the catalogue's own."""
        raisers = [fact for fact in self.raise_if if fact in facts]
        if not raisers:
            return self.tier, self.concern
        raised = self.raised or Tier(min(self.tier + 1, Tier.T0))
        return raised, self.concern or (RAISERS[raisers[0]].concern if raised.needs_person else None)


def load_situations(path: Path) -> dict[str, Situation]:
    """The catalogue by id. Raises RiskFileError."""
    return {str(key): _situation(path, str(key), entry) for key, entry in read_section(path, "situations").items()}


def _situation(path: Path, key: str, entry: object) -> Situation:
    if not _ID.fullmatch(key):
        raise RiskFileError(path, key, "a situation id is a letter A to L and two digits, as in A01")
    fields = check_keys(path, key, entry, known=_KNOWN, needed=frozenset({"name", "tier"}))
    tier = read_tier(path, key, fields["tier"])
    concern = read_concern(path, key, fields.get("concern"))
    raise_if, implies = tuple(fields.get("raise_if", ())), fields.get("implies")
    for field, facts in (("raise_if", raise_if), ("implies", (implies,) if implies else ())):
        if unknown := [fact for fact in facts if fact not in RAISERS]:
            raise RiskFileError(path, key, f"`{field}` does not know `{unknown[0]}`; use {', '.join(RAISERS)}")
    raised = read_tier(path, key, fields["raised"]) if "raised" in fields else None
    if raised is not None and (raised <= tier or not raise_if):
        raise RiskFileError(path, key, "`raised:` is a tier above its own, and needs a `raise_if:` that says when")
    if tier.needs_person and concern is None:
        raise RiskFileError(path, key, f"{tier.name} needs a `concern:`, one of {', '.join(Concern)}")
    threshold = fields.get("threshold")
    if threshold is not None and not 0 < float(threshold) <= 1:
        raise RiskFileError(path, key, "`threshold:` is a score above 0 and up to 1")
    live_person = fields.get("live_person", False)
    if not isinstance(live_person, bool):
        raise RiskFileError(path, key, "`live_person:` is true where a person is called whatever the tier, or is left out")
    return Situation(key, str(fields["name"]), tier, concern, raise_if, raised, implies, threshold, live_person)


def read_tier(path: Path, where: str, value: object) -> Tier:
    """A tier by its name. Raises RiskFileError."""
    if value not in Tier.__members__:
        raise RiskFileError(path, where, f"`tier:` must be one of {', '.join(Tier.__members__)}")
    return Tier[str(value)]


def read_concern(path: Path, where: str, value: object) -> Concern | None:
    """A concern by its name, or none. Raises RiskFileError."""
    if value is None:
        return None
    if value not in list(Concern):
        raise RiskFileError(path, where, f"`concern:` must be one of {', '.join(Concern)}")
    return Concern(str(value))
