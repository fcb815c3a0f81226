"""The brief in one glance: at most twelve lines, in the order of guidance (g). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.picture import Fact

# Line -> labels of the facts on it. Every label a fact can have stands on exactly one line: a test holds it to that.
LINES: Final[dict[str, tuple[str, ...]]] = {
    "safe": ("safe_now", "suicide_answer"),
    "age": ("age_band", "age"),
    "country": ("country",),
    "offender": ("offender", "offender_known", "platform"),
    "demand": ("threat", "demand", "amount", "deadline", "recipient"),
    "happened": ("material", "shared", "paid", "sent_more"),
    "fear": ("fear",),
    "wish": ("wish",),
    "steps": ("step_done", "step_declined"),
    "adults": ("confidant", "must_not_tell"),
    "language": ("language", "access"),
    "device": ("watched", "reach"),
}
# That these are not known is worth a line: somebody has to ask.
_ALWAYS: Final = frozenset({"safe", "age", "country"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Without facts: not known yet."""

    name: str
    facts: tuple[Fact, ...]


def in_lines(facts: Sequence[Fact]) -> tuple[Line, ...]:
    """The facts on their lines, each line's in the order of its labels. What nobody told has no line, but for three things."""
    lines = (
        Line(name, tuple(fact for label in labels for fact in facts if fact.label == label)) for name, labels in LINES.items()
    )
    return tuple(line for line in lines if line.facts or line.name in _ALWAYS)
