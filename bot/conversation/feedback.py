"""What young people answered when they were asked whether the chat helped, so that nobody is found in the numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

FEWEST_ANSWERS: Final = 10  # in a month; from fewer nothing is told
SMALLEST: Final = 5  # a number below it is not told


class Answer(StrEnum):
    """The three answers."""

    HELPED = "helped"
    A_BIT = "a_bit"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each answer was given in a month, "2026-03"."""

    month: str
    answers: Mapping[Answer, int]


@dataclass(frozen=True, slots=True)
class Told:
    """The same as it may be read: None where the number is too small."""

    month: str
    answers: Mapping[Answer, int | None]


def tell(counts: Iterable[Counts], today: date) -> tuple[Told, ...]:
    """The months that are over and have enough answers.

    The month that is still running is left out: who reads it every evening would see one answer come in. No total is told,
    or the number that is left out could be reckoned.
    """
    running = month_of(today)
    return tuple(
        Told(one.month, {answer: _told(one.answers.get(answer, 0)) for answer in Answer})
        for one in counts
        if one.month < running and sum(one.answers.values()) >= FEWEST_ANSWERS
    )


def month_of(day: date) -> str:
    """Any day of March 2026 gives "2026-03"."""
    return day.isoformat()[:7]


def _told(count: int) -> int | None:
    return count if count >= SMALLEST else None
