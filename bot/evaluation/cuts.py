"""Chooses, on the validation cases, from which probability each situation counts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.evaluation.cases import Case

URGENT: Final = "urgent"
_GRID: Final = tuple(round(0.1 + 0.025 * n, 3) for n in range(29))  # 0.1 to 0.8
_USUAL: Final = 0.35  # where a situation with few cases stays
_PULL: Final = 0.08  # of F1, at the far end of the grid: a dozen cases are not worth a cut far from the usual one
_SAFE_ALARMS: Final = 0.012  # of the ordinary cases that may be called urgent


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with what rules found for certain, and the model's probabilities."""

    case: Case
    certain: frozenset[str]
    probabilities: Mapping[str, float]  # the best of any piece; of URGENT too
    whole: Mapping[str, float] | None = None  # the same, of the whole; None where pieces count by themselves


AsScore = Callable[[float, float], float]
Told = Callable[[Scored, str, float], bool]  # whether a situation would be shown, were this its cut


def choose_cuts(scored: Sequence[Scored], backed: Mapping[str, float], as_score: AsScore) -> dict[str, float]:
    """A cut for each situation by its F1, and one for urgency by the alarms that ordinary talk would raise.

    `backed` names every situation, and URGENT, with the score that the whole of a short message needs for what a part of it
    tells; `as_score` makes a score of a probability and a cut.
    """

    def told(one: Scored, situation: str, cut: float) -> bool:
        if situation in one.certain or one.probabilities.get(situation, 0.0) < cut:
            return situation in one.certain
        return one.whole is None or as_score(one.whole.get(situation, 0.0), cut) >= backed[situation]

    by_f1 = {situation: _by_f1(scored, situation, told) for situation in backed if situation != URGENT}
    return {**by_f1, URGENT: _by_alarms(scored, told)}


def _by_f1(scored: Sequence[Scored], situation: str, told: Told) -> float:
    if not any(situation in one.case.situations for one in scored):
        return _USUAL

    def worth(cut: float) -> float:
        return _f1(scored, situation, lambda one: told(one, situation, cut)) - _PULL * abs(cut - _USUAL) / (_GRID[-1] - _USUAL)

    return max(_GRID, key=worth)


def _f1(scored: Sequence[Scored], situation: str, told: Callable[[Scored], bool]) -> float:
    right = wrong = missed = 0
    for one in scored:
        found = told(one)
        expected = situation in one.case.situations
        right += found and expected
        wrong += found and not expected
        missed += expected and not found
    return 2 * right / max(1, 2 * right + wrong + missed)


def _by_alarms(scored: Sequence[Scored], told: Told) -> float:
    ordinary = [one for one in scored if one.case.kind == "ordinary"]
    if not ordinary:
        return _USUAL
    allowed = int(_SAFE_ALARMS * len(ordinary))
    return _first(lambda cut: sum(told(one, URGENT, cut) for one in ordinary) <= allowed)


def _first(holds: Callable[[float], bool]) -> float:
    return next((cut for cut in _GRID if holds(cut)), _GRID[-1])
