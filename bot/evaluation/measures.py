"""Counts how well messages were understood. Pure: cases with their assessments in, a report out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from statistics import fmean

from bot.evaluation.cases import IDIOM, Case
from bot.evaluation.report import (
    Bin,
    Confusion,
    Counts,
    Example,
    Report,
    Scores,
    Share,
    Situations,
    Speed,
    Urgency,
)
from bot.safety.assessment import Assessment, ScoredSituation
from bot.safety.tiers import Tier

Pair = tuple[Case, Assessment]

FOUND_FROM = 0.5  # a lower score is a guess that nothing acts on
DISCLOSURES = frozenset("ABCDEFHI")  # families in which somebody tells what is happening to them
CONFUSIONS = 40
BINS = 10
ROUNDING = 1e-9  # 0.7 belongs to the bin that begins at 0.7, whatever a float makes of it


def measure(pairs: Sequence[Pair], milliseconds: Sequence[float] = ()) -> Report:
    """Everything that can be said about these cases. `milliseconds`: how long each took."""
    alarms = [pair for pair in pairs if pair[1].tier.needs_person]
    return Report(
        kinds=Counter(case.kind for case, _ in pairs),
        urgency=_urgency(pairs),
        situations=_situations(pairs),
        confusions=_confusions(pairs),
        families=_families(pairs),
        reliability=_reliability(pairs),
        misses=_examples(pair for pair in pairs if pair[0].tier.needs_person and not pair[1].tier.needs_person),
        false_alarms=_examples(pair for pair in alarms if pair[0].kind == "ordinary"),
        idiom_alarms=_examples(pair for pair in alarms if pair[0].kind == "idiom"),
        speed=_speed(milliseconds),
    )


def found(assessment: Assessment) -> tuple[str, ...]:
    """The situations that count as found, in the assessment's order."""
    return tuple(situation.id for situation in _scored(assessment))


def _scored(assessment: Assessment) -> list[ScoredSituation]:
    return [situation for situation in assessment.situations if situation.score >= FOUND_FROM]


def _urgency(pairs: Sequence[Pair]) -> Urgency:
    urgent = [pair for pair in pairs if pair[0].tier.needs_person]
    told = [pair for pair in pairs if pair[0].kind != "idiom" and pair[0].family in DISCLOSURES]
    in_need = [pair for pair in pairs if pair[0].kind == "situation"]
    by_tier = {tier.name: _called(pair for pair in urgent if pair[0].tier is tier) for tier in (Tier.T0, Tier.T1)}
    families = sorted({case.family for case, _ in urgent})
    return Urgency(
        recall=_called(urgent),
        by_tier=by_tier,
        by_family={family: _called(pair for pair in urgent if pair[0].family == family) for family in families},
        false_alarms=_called(pair for pair in pairs if pair[0].kind == "ordinary"),
        idioms=_called(pair for pair in pairs if pair[0].kind == "idiom"),
        disclosure=_share(_is_heard(assessment) for _, assessment in told),
        tier_or_higher=_share(assessment.tier >= case.tier for case, assessment in in_need),
    )


def _called(pairs: Iterable[Pair]) -> Share:
    return _share(assessment.tier.needs_person for _, assessment in pairs)


def _is_heard(assessment: Assessment) -> bool:
    """An idiom is none of the situations that tell; a tier that is high for another reason still gets an answer."""
    return assessment.tier >= Tier.T2 or any(id_[0] in DISCLOSURES and id_ != IDIOM for id_ in found(assessment))


def _share(answers: Iterable[bool]) -> Share:
    listed = list(answers)
    return Share(sum(listed), len(listed))


def _situations(pairs: Sequence[Pair]) -> Situations:
    expected: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, assessment in pairs:
        ids = set(found(assessment))
        expected.update(case.situations)
        seen.update(ids)
        right.update(ids.intersection(case.situations))
    by_id = {id_: Counts(expected[id_], seen[id_], right[id_]) for id_ in sorted({*expected, *seen})}
    return Situations(
        by_id=by_id,
        micro=Counts(expected.total(), seen.total(), right.total()),
        macro=_macro([counts for counts in by_id.values() if counts.expected]),
        top_1=_share(_is_first_right(case, assessment) for case, assessment in pairs if case.situations),
    )


def _macro(counts: Sequence[Counts]) -> Scores:
    if not counts:
        return Scores(0.0, 0.0, 0.0)
    return Scores(
        precision=fmean(each.precision for each in counts),
        recall=fmean(each.recall for each in counts),
        f1=fmean(each.f1 for each in counts),
    )


def _is_first_right(case: Case, assessment: Assessment) -> bool:
    return _first(assessment) in case.situations


def _first(assessment: Assessment) -> str:
    return next(iter(found(assessment)), "")


def _confusions(pairs: Sequence[Pair]) -> tuple[Confusion, ...]:
    wrong = Counter(
        (case.situations[0], _first(assessment))
        for case, assessment in pairs
        if case.situations and not _is_first_right(case, assessment)
    )
    return _ranked(wrong)[:CONFUSIONS]


def _families(pairs: Sequence[Pair]) -> tuple[Confusion, ...]:
    """A message may bring several situations: to find another expected one first is no confusion."""
    return _ranked(
        Counter(
            (case.family, case.family if _is_first_right(case, assessment) else _first(assessment)[:1])
            for case, assessment in pairs
            if case.situations
        )
    )


def _ranked(counted: Mapping[tuple[str, str], int]) -> tuple[Confusion, ...]:
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Confusion(expected, seen, count) for (expected, seen), count in ranked)


def _reliability(pairs: Sequence[Pair]) -> tuple[Bin, ...]:
    """Ten bins from the score that counts as found up to 1; all ten, also the empty ones."""
    width = (1 - FOUND_FROM) / BINS
    inside: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case, assessment in pairs:
        for situation in _scored(assessment):
            number = min(int((situation.score - FOUND_FROM) / width + ROUNDING), BINS - 1)
            inside[number].append((situation.score, situation.id in case.situations))
    return tuple(
        Bin(
            low=round(FOUND_FROM + number * width, 4),
            high=round(FOUND_FROM + (number + 1) * width, 4),
            mean_score=fmean(score for score, _ in inside[number]) if inside[number] else FOUND_FROM + (number + 0.5) * width,
            right=_share(is_right for _, is_right in inside[number]),
        )
        for number in range(BINS)
    )


def _examples(pairs: Iterable[Pair]) -> tuple[Example, ...]:
    return tuple(
        Example(
            case=case,
            tier=assessment.tier,
            found=found(assessment),
            reasons=tuple(reason.name for reason in assessment.reasons if reason.tier is assessment.tier),
        )
        for case, assessment in pairs
    )


def _speed(milliseconds: Sequence[float]) -> Speed | None:
    if not milliseconds:
        return None
    ordered = sorted(milliseconds)
    return Speed(p50=_percentile(ordered, 0.5), p99=_percentile(ordered, 0.99))


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
