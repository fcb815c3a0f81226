"""One thing the screen found, and how many of them become one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.safety.assessment import Assessment, Reading, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier

# Which concern decides the question when several are equally urgent.
_FIRST = (Concern.SUICIDE, Concern.SELF_HARM, Concern.DANGER, Concern.CHILD, Concern.ABUSE, Concern.OTHERS)
STATED = frozenset({"age_said", "tapped", "safe_word", "says_blackmailed"})  # facts, not words that may mean one
SUPPORT = 0.2  # the model's score from which it does not contradict a rule
FOUND, GUESS = 0.5, 0.4  # the score from which a situation counts; what is less is a guess
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
    doubtful: bool = False  # found in words that are often everyday talk

    @property
    def needs_support(self) -> bool:
        """True for words that often, not always, mean a situation: those in which nobody is called, and doubtful ones."""
        return (self.doubtful or not self.tier.needs_person) and self.reason.name not in STATED

    @property
    def question_due(self) -> bool:
        """True when one direct question is due: a rule says so, or life or safety may be at stake."""
        return self.ask or (self.tier is Tier.T1 and self.concern in ASKED_ABOUT)


def weigh(findings: Sequence[Finding], *, everyday: bool) -> list[Finding]:
    """Doubtful words call nobody where the model is sure that all this is `everyday` talk; they are asked about instead.

    Only where nothing else was found that is more than talk: beside it they are no longer doubtful.
    """
    if not everyday or any(finding.tier >= Tier.T2 and not finding.doubtful for finding in findings):
        return list(findings)
    return [asked_about(finding) if finding.doubtful and finding.tier.needs_person else finding for finding in findings]


def asked_about(finding: Finding) -> Finding:
    """What calls a person, taken for a guess: nobody is called, and where it is about life or safety, one question is due."""
    asked = finding.concern in ASKED_ABOUT
    return replace(finding, score=GUESS, tier=Tier.T2, ask=asked, reason=replace(finding.reason, tier=Tier.T2))


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


def _situations(findings: Sequence[Finding], reading: Reading) -> tuple[ScoredSituation, ...]:
    """Every situation once, the grave ones that are certain first, then the likeliest.

    A rule of T0 or T1 stands by itself, unless its words are often everyday talk ("on my way to his"). One of a calmer situation
    is a word that often means it ("send", "pay"). Where the model can be asked and sees nothing of it, such a rule still sets
    the tier, asks its question and gives its reason, but the situation is only a guess.
    Where nobody found anything, the model's best guess stands alone, with the low score that says so.
    """
    read = best_scores(reading)
    scores: dict[str, float] = {}
    first: set[str] = set()
    for finding in findings:
        score = finding.score
        if _lacks_support(finding, read):
            score = GUESS
        elif finding.reason.source != "model" and finding.tier.needs_person:
            first.add(finding.situation)
        scores[finding.situation] = max(scores.get(finding.situation, 0.0), score)
    if not scores and reading.pieces and reading.pieces[0]:
        guess = reading.pieces[0][0]
        scores[guess.situation] = guess.score
    likeliest = {id_: read.get(id_, 0.0) if read else score for id_, score in scores.items()}
    order = sorted(scores, key=lambda id_: (id_ not in first, scores[id_] < FOUND, -likeliest[id_]))
    return tuple(ScoredSituation(id_, scores[id_]) for id_ in order)


def is_told(finding: Finding, read: Mapping[str, float]) -> bool:
    """False for a guess, and for words that often mean it of which the model sees nothing. `read`: its best score of each."""
    return finding.score >= FOUND and not _lacks_support(finding, read)


def _lacks_support(finding: Finding, read: Mapping[str, float]) -> bool:
    return finding.reason.source == "rule" and finding.needs_support and bool(read) and read.get(finding.situation, 0.0) < SUPPORT


def best_scores(reading: Reading) -> dict[str, float]:
    """The model's best score of each situation over all pieces; empty when it could not be asked."""
    best: dict[str, float] = {}
    for piece in reading.pieces:
        for one in piece:
            best[one.situation] = max(one.score, best.get(one.situation, 0.0))
    return best


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
