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
    probabilities: Mapping[str, float]
    urgency: float


def choose_cuts(scored: Sequence[Scored], situations: Sequence[str]) -> dict[str, float]:
    """A cut for each situation by its F1, and one for urgency by the alarms that ordinary talk would raise."""
    cuts = {situation: _by_f1(scored, situation) for situation in situations}
    return {**cuts, URGENT: _by_alarms(scored)}


def _by_f1(scored: Sequence[Scored], situation: str) -> float:
    if not any(situation in one.case.situations for one in scored):
        return _USUAL

    def worth(cut: float) -> float:
        return _f1(scored, situation, cut) - _PULL * abs(cut - _USUAL) / (_GRID[-1] - _USUAL)

    return max(_GRID, key=worth)


def _f1(scored: Sequence[Scored], situation: str, cut: float) -> float:
    right = wrong = missed = 0
    for one in scored:
        found = situation in one.certain or one.probabilities.get(situation, 0.0) >= cut
        expected = situation in one.case.situations
        right += found and expected
        wrong += found and not expected
        missed += expected and not found
    return 2 * right / max(1, 2 * right + wrong + missed)


def _by_alarms(scored: Sequence[Scored]) -> float:
    ordinary = sorted((one.urgency for one in scored if one.case.kind == "ordinary"), reverse=True)
    if not ordinary:
        return _USUAL
    allowed = int(_SAFE_ALARMS * len(ordinary))
    return _first(lambda cut: sum(urgency >= cut for urgency in ordinary) <= allowed)


def _first(holds: Callable[[float], bool]) -> float:
    return next((cut for cut in _GRID if holds(cut)), _GRID[-1])
