"""One thing the screen found, and how many of them become one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.safety.assessment import Assessment, Reading, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier

# Which concern decides the question when several are equally urgent.
_FIRST = (Concern.SUICIDE, Concern.SELF_HARM, Concern.DANGER, Concern.CHILD, Concern.ABUSE, Concern.OTHERS)
ASKED_ABOUT = frozenset({Concern.SUICIDE, Concern.SELF_HARM, Concern.DANGER})


@dataclass(frozen=True, slots=True)
class Finding:
    """A situation somebody (a rule, the model, an answer to our question) found, with the reason."""

    situation: str
    score: float
    tier: Tier
    concern: Concern | None
    reason: Reason
    ask: bool = False

    @property
    def question_due(self) -> bool:
        """True when one direct question is due: a rule says so, or life or safety may be at stake."""
        return self.ask or (self.tier is Tier.T1 and self.concern in ASKED_ABOUT)


def conclude(findings: Sequence[Finding], reading: Reading, extra: Iterable[Reason] = ()) -> Assessment:
    """The most urgent finding decides; every other one stays visible. The order of the findings does not matter."""
    tier = max((finding.tier for finding in findings), default=Tier.T4)
    ordered = sorted(findings, key=lambda finding: (-finding.tier, -finding.score, finding.reason.start, finding.reason.name))
    return Assessment(
        tier,
        _concern(findings, tier),
        any(finding.question_due for finding in findings),
        reading.intent,
        reading.confidence,
        _situations(ordered, reading),
        (*_once(finding.reason for finding in ordered), *extra),
    )


def _concern(findings: Sequence[Finding], tier: Tier) -> Concern | None:
    """Of the most urgent findings; below T1 only a question that is due has a concern."""
    deciding = {finding.concern for finding in findings if finding.tier is tier and tier.needs_person}
    deciding = deciding or {finding.concern for finding in findings if finding.question_due and not tier.needs_person}
    return next((concern for concern in _FIRST if concern in deciding), None)


def _situations(ordered: Sequence[Finding], reading: Reading) -> tuple[ScoredSituation, ...]:
    """What rules and answers found comes first, most urgent first; then the model's reading, best first."""
    certain = [finding for finding in ordered if finding.reason.source != "model"]
    read = [finding for finding in ordered if finding.reason.source == "model"]
    scores: dict[str, float] = {}
    for finding in [*certain, *sorted(read, key=lambda finding: -finding.score)]:
        scores[finding.situation] = max(scores.get(finding.situation, 0.0), finding.score)
    for situation in reading.situations:
        scores[situation.id] = max(scores.get(situation.id, 0.0), situation.score)
    return tuple(ScoredSituation(id_, score) for id_, score in scores.items())


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
