"""How numbers and situations are said, the same way in every form of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.evaluation.cases import FAMILIES
from bot.evaluation.report import Example, Report, Share

NOTHING = "-"


def percent(value: float | None) -> str:
    """A share as people read it."""
    return NOTHING if value is None else f"{value:.1%}"


def interval(share: Share) -> str:
    """Where a share is with 95 % confidence."""
    low, high = share.interval
    return f"{percent(low)} to {percent(high)}" if share.of else NOTHING


def named(id_: str, names: Mapping[str, str]) -> str:
    """A situation with what it is called; "nothing" where none was found."""
    return f"{id_} {names.get(id_, '')}".strip() if id_ else "nothing"


def family(letter: str) -> str:
    """A family with what it is about."""
    return named(letter, FAMILIES)


def counted(report: Report) -> str:
    """How many cases there were, and of what kind."""
    kinds = report.kinds
    situations, chat, idioms = kinds.get("situation", 0), kinds.get("ordinary", 0), kinds.get("idiom", 0)
    return f"{report.cases} cases: {situations} of somebody in a situation, {chat} of ordinary chat, {idioms} idioms"


def summary(report: Report) -> Iterator[tuple[str, str]]:
    """The numbers by which conditions are compared."""
    urgency, situations, speed = report.urgency, report.situations, report.speed
    yield "T0 and T1 found", percent(urgency.recall.rate)
    yield "ordinary chat taken for T0 or T1", percent(urgency.false_alarms.rate)
    yield "idioms taken for T0 or T1", percent(urgency.idioms.rate)
    yield "disclosures heard", percent(urgency.disclosure.rate)
    yield "tier as expected or higher", percent(urgency.tier_or_higher.rate)
    yield "first situation right", percent(situations.top_1.rate)
    for name, scores in (("micro", situations.micro), ("macro", situations.macro)):
        yield f"{name} precision", percent(scores.precision)
        yield f"{name} recall", percent(scores.recall)
        yield f"{name} F1", percent(scores.f1)
    yield "ms a message, p50", f"{speed.p50:.1f}" if speed else NOTHING
    yield "ms a message, p99", f"{speed.p99:.1f}" if speed else NOTHING


def outcome(example: Example) -> str:
    """What was expected of a case, what was found, and by what."""
    expected = " ".join((example.case.tier.name, *example.case.situations))
    seen = " ".join((example.tier.name, *example.found))
    why = f", by {', '.join(example.reasons)}" if example.reasons else ""
    return f"expected {expected}, found {seen}{why}"
