"""Runs a screen over cases, as they were written and as people also type them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.evaluation.cases import Case
from bot.evaluation.corruption import CORRUPTIONS
from bot.evaluation.measures import Pair, measure
from bot.evaluation.report import Report
from bot.safety.assessment import Assessment

CLEAN = "clean"
SEED = 7


class Screen(Protocol):
    """What is measured: says what one message means, after the earlier ones."""

    def assess(self, text: str, *, context: Sequence[str] = ()) -> Assessment: ...


Progress = Callable[[str, int, int], None]  # the condition, cases done, all cases


def evaluate(
    screen: Screen,
    cases: Sequence[Case],
    corruptions: Sequence[str] = tuple(CORRUPTIONS),
    *,
    progress: Progress = lambda _condition, _done, _all: None,
) -> dict[str, Report]:
    """A report for the clean cases, and one for each corruption of them, by name. The same cases give the same texts."""
    if cases:
        screen.assess(cases[0].text, context=cases[0].context)  # not timed: the first message of a process fills its caches
    return {name: _run(screen, name, cases, progress) for name in (CLEAN, *corruptions)}


def corrupt(case: Case, condition: str) -> Case:
    """The case under a condition. Chance hangs on the text alone, so a case added to a file changes no other."""
    if condition == CLEAN:
        return case
    chance = random.Random(f"{SEED} {condition} {case.text}")  # noqa: S311  chance that comes out the same each time
    return replace(case, text=CORRUPTIONS[condition](case.text, chance))


def _run(screen: Screen, condition: str, cases: Sequence[Case], progress: Progress) -> Report:
    pairs: list[Pair] = []
    milliseconds: list[float] = []
    for done, case in enumerate((corrupt(case, condition) for case in cases), start=1):
        started = time.perf_counter()
        assessment = screen.assess(case.text, context=case.context)
        milliseconds.append((time.perf_counter() - started) * 1000)
        pairs.append((case, assessment))
        progress(condition, done, len(cases))
    return measure(pairs, milliseconds)
