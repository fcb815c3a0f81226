"""What an evaluation says: shares with intervals, scores of situations, and the cases a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.evaluation.cases import Case
from bot.evaluation.intervals import wilson
from bot.safety.tiers import Tier


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many."""

    hits: int
    of: int

    @property
    def rate(self) -> float | None:
        """From 0 to 1; None where there was nothing to count."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share is with 95 % confidence."""
        return wilson(self.hits, self.of)


@dataclass(frozen=True, slots=True)
class Scores:
    """Averages over situations."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How often something was expected, found, and both. What was never expected or never found scores 0."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        both = self.expected + self.found
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Situations:
    """How well situations are told apart. `macro`: over the situations that the cases expect, each counting the same."""

    by_id: Mapping[str, Counts]
    micro: Counts
    macro: Scores
    top_1: Share  # the first one found is among the expected

    def weakest_first(self) -> list[tuple[str, Counts]]:
        """By F1; those that no case expects come last, their 0 says little."""
        return sorted(self.by_id.items(), key=lambda entry: (not entry[1].expected, entry[1].f1, entry[0]))


@dataclass(frozen=True, slots=True)
class Confusion:
    """Something else was found first, so many times. Where nothing was found, `found` is empty."""

    expected: str
    found: str
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """The situations found with a score between `low` and `high`: how sure we were, and how often we were right."""

    low: float
    high: float
    mean_score: float
    right: Share


@dataclass(frozen=True, slots=True)
class Example:
    """A case that went wrong. `reasons`: what raised the tier that was found."""

    case: Case
    tier: Tier
    found: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgency:
    """How often a person is called, and how often that is right."""

    recall: Share  # expected T0 or T1, and a person is called
    by_tier: Mapping[str, Share]
    by_family: Mapping[str, Share]
    false_alarms: Share  # ordinary chat at T0 or T1
    idioms: Share  # figures of speech at T0 or T1: more than one gentle question
    disclosure: Share  # somebody tells what is happening to them, and is heard
    tier_or_higher: Share  # of all situations


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds a message."""

    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was measured on one set of cases."""

    kinds: Mapping[str, int]  # how many cases of each kind
    urgency: Urgency
    situations: Situations
    confusions: tuple[Confusion, ...]  # the most frequent, of situations
    families: tuple[Confusion, ...]  # all main situations by family, right ones on the diagonal
    reliability: tuple[Bin, ...]
    misses: tuple[Example, ...]
    false_alarms: tuple[Example, ...]
    idiom_alarms: tuple[Example, ...]
    speed: Speed | None

    @property
    def cases(self) -> int:
        return sum(self.kinds.values())
