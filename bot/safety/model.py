"""Asks the model about each piece of a message, and counts what it is clear about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.safety.assessment import Reading, Reason
from bot.safety.findings import ASKED_ABOUT, Finding
from bot.safety.pieces import Piece
from bot.safety.riskfile import RiskFileError, check_keys, read_section
from bot.safety.rulebook import Match, Spans
from bot.safety.situations import Situation
from bot.safety.tiers import Tier

_DEFAULTS = {"calm": 0.5, "needs_person": 0.6, "unsure": 0.5, "beside_idiom": 0.85}
_OFFENDER_FAMILIES = "ABCDI"  # an offender's line tells what is threatened and demanded, never what the young person feels


@dataclass(frozen=True, slots=True)
class ModelFindings:
    """What the model made of a message. `notes` says when it could not be asked."""

    whole: Reading
    findings: tuple[Finding, ...]
    notes: tuple[Reason, ...] = ()


class ModelReader:
    """The model's half of the screen. It can fail; the rules' half cannot."""

    def __init__(
        self, read: Callable[[str], Reading], situations: Mapping[str, Situation], thresholds: Mapping[str, float]
    ) -> None:
        self._read = read
        self._situations = situations
        self._thresholds = {**_DEFAULTS, **thresholds}

    def read(self, text: str, parts: Sequence[Piece], explained: Spans, facts: frozenset[str]) -> ModelFindings:
        """The reading of the whole text, and findings from every piece. `explained` are figures of speech and denials."""
        readings: dict[str, Reading] = {}
        try:
            for said in [text, *(text[part.place.start : part.place.end] for part in parts)]:
                if said not in readings:
                    readings[said] = self._read(said)
        except Exception:  # noqa: BLE001 - whatever the model does, the rules still decide and the answer still goes out
            return ModelFindings(Reading(), (), (Reason("model", "unavailable", Tier.T4),))
        findings: list[Finding] = []
        for part in parts:
            beside_idiom = part.sentence and explained.touch(part.place)
            said = text[part.place.start : part.place.end]
            findings.extend(self._findings(readings[said], part, said, beside_idiom=beside_idiom, facts=facts))
        return ModelFindings(readings[text], tuple(findings))

    def _findings(self, reading: Reading, part: Piece, said: str, *, beside_idiom: bool, facts: frozenset[str]) -> list[Finding]:
        findings = []
        for scored in reading.situations:
            situation = self._situations.get(scored.id)
            if situation is None or (part.by_offender and scored.id[0] not in _OFFENDER_FAMILIES):
                continue
            finding = self._finding(situation, scored.score, part.place, said, beside_idiom=beside_idiom, facts=facts)
            if finding is not None:
                findings.append(finding)
        return findings

    def _finding(
        self, situation: Situation, score: float, place: Match, said: str, *, beside_idiom: bool, facts: frozenset[str]
    ) -> Finding | None:
        tier, concern = situation.given(facts)
        ask = False
        if score < self._needed(situation, beside_idiom=beside_idiom):
            if beside_idiom or concern not in ASKED_ABOUT or score < self._thresholds["unsure"]:
                return None
            tier, ask = Tier.T2, True  # not sure enough to call a person, too likely to pass over
        reason = Reason("model", situation.id, tier, said, place.start, place.end)
        return Finding(situation.id, score, tier, concern, reason, ask)

    def _needed(self, situation: Situation, *, beside_idiom: bool) -> float:
        if not situation.tier.needs_person:
            return situation.threshold or self._thresholds["calm"]
        clear = situation.threshold or self._thresholds["needs_person"]
        return max(clear, self._thresholds["beside_idiom"]) if beside_idiom else clear


def read_thresholds(path: Path) -> dict[str, float]:
    """How sure the model must be, from data/risk/thresholds.yml. Raises RiskFileError."""
    known = frozenset(_DEFAULTS)
    fields = check_keys(path, "`thresholds:`", read_section(path, "thresholds"), known=known, needed=known)
    for name, value in fields.items():
        if not isinstance(value, int | float) or not 0 < value <= 1:
            raise RiskFileError(path, name, "it must be a number above 0 and up to 1")
    return {name: float(value) for name, value in fields.items()}
