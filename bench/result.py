"""What was measured of one system, and the goals it is held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bench.load import Load


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one system. Seconds and megabytes."""

    name: str
    trained_in: float | None
    ready_in: float
    first_answer_in: float  # from the start, the first message written the moment it was ready
    idle: float
    alone: Load
    crowd: Load
    turns: Mapping[int, float]
    lost_for_long: int
    busy: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `goal`: what our own should be; `is_met`: whether this value is good enough."""

    what: str
    unit: str
    value: Callable[[Result], float | None]
    goal: str = ""
    is_met: Callable[[float], bool] | None = None


def _turn(number: int) -> Callable[[Result], float | None]:
    return lambda one: 1000 * one.turns[number] if number in one.turns else None


def _growth(one: Result) -> float:
    return one.turns[max(one.turns)] / one.turns[min(one.turns)]


LINES: Final = (
    Line("messages a second, eight at once", "", lambda one: one.crowd.a_second, "100", lambda n: n >= 100),  # noqa: PLR2004
    Line("one chat, median", "ms", lambda one: 1000 * one.alone.share(0.5), "25", lambda n: n <= 25),  # noqa: PLR2004
    Line("one chat, 95 of 100", "ms", lambda one: 1000 * one.alone.share(0.95)),
    Line("one chat, 99 of 100", "ms", lambda one: 1000 * one.alone.share(0.99)),
    Line("eight at once, median", "ms", lambda one: 1000 * one.crowd.share(0.5)),
    Line("eight at once, 95 of 100", "ms", lambda one: 1000 * one.crowd.share(0.95)),
    Line("eight at once, 99 of 100", "ms", lambda one: 1000 * one.crowd.share(0.99), "250", lambda n: n <= 250),  # noqa: PLR2004
    Line("answers lost", "", lambda one: one.alone.lost + one.crowd.lost + one.lost_for_long, "0", lambda n: n == 0),
    Line("an answer at turn 5", "ms", _turn(5)),
    Line("an answer at turn 50", "ms", _turn(50)),
    Line("an answer at turn 500", "ms", _turn(500)),
    Line("an answer at turn 1,000", "ms", _turn(1000)),
    Line("the last turn over the fifth", "times", _growth, "1.2", lambda n: n <= 1.2),  # noqa: PLR2004
    Line("first answer after the start", "s", lambda one: one.first_answer_in, "6", lambda n: n <= 6),  # noqa: PLR2004
    Line("training", "s", lambda one: one.trained_in, "60", lambda n: n <= 60),  # noqa: PLR2004
    Line("memory after the first answer", "MB", lambda one: one.idle, "400", lambda n: n <= 400),  # noqa: PLR2004
    Line("memory at the end", "MB", lambda one: one.busy),
)
