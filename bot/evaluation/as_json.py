"""The reports for programs: everything that was measured, in plain lists and objects."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.evaluation.goals import Goal, Reports
from bot.evaluation.report import Bin, Counts, Example, Report, Share, Situations, Urgency


def as_json(reports: Reports, goals: tuple[Goal, ...], floors: tuple[Goal, ...]) -> dict[str, Any]:
    """An object that `json.dumps` takes as it is."""
    return {
        "goals": [_goal(goal) for goal in goals],
        "floors": [_goal(floor) for floor in floors],
        "conditions": {name: _report(report) for name, report in reports.items()},
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {**asdict(goal), "met": goal.met}


def _report(report: Report) -> dict[str, Any]:
    return {
        "cases": report.cases,
        "kinds": dict(report.kinds),
        **_urgency(report.urgency),
        **_situations(report.situations),
        "confusions": [asdict(confusion) for confusion in report.confusions],
        "family_confusions": [asdict(confusion) for confusion in report.families],
        "reliability": [_bin(each) for each in report.reliability],
        "misses": [_example(example) for example in report.misses],
        "false_alarm_cases": [_example(example) for example in report.false_alarms],
        "idiom_alarm_cases": [_example(example) for example in report.idiom_alarms],
        "milliseconds": asdict(report.speed) if report.speed else None,
    }


def _urgency(urgency: Urgency) -> dict[str, Any]:
    return {
        "recall": _share(urgency.recall),
        "recall_by_tier": {tier: _share(share) for tier, share in urgency.by_tier.items()},
        "recall_by_family": {family: _share(share) for family, share in urgency.by_family.items()},
        "false_alarms": _share(urgency.false_alarms),
        "idioms": _share(urgency.idioms),
        "disclosure": _share(urgency.disclosure),
        "tier_or_higher": _share(urgency.tier_or_higher),
    }


def _situations(situations: Situations) -> dict[str, Any]:
    return {
        "micro": _counts(situations.micro),
        "macro": asdict(situations.macro),
        "top_1": _share(situations.top_1),
        "situations": {id_: _counts(counts) for id_, counts in situations.by_id.items()},
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {"hits": share.hits, "of": share.of, "rate": share.rate, "low": low, "high": high}


def _counts(counts: Counts) -> dict[str, Any]:
    return {**asdict(counts), "precision": counts.precision, "recall": counts.recall, "f1": counts.f1}


def _bin(each: Bin) -> dict[str, Any]:
    return {"low": each.low, "high": each.high, "mean_score": each.mean_score, "right": _share(each.right)}


def _example(example: Example) -> dict[str, Any]:
    return {
        "text": example.case.text,
        "context": list(example.case.context),
        "expected": {"tier": example.case.tier.name, "situations": list(example.case.situations)},
        "found": {"tier": example.tier.name, "situations": list(example.found)},
        "reasons": list(example.reasons),
    }
