"""What saying a reply or tapping a button means: the question left open, the step given, the situation told (data/dialogue)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_TABLES: Final = Path(__file__).resolve().parents[2] / "data" / "dialogue"

# Questions that find out whether they are safe or well: one of them must come by the third blackmail turn (guidance d, T2).
SAFETY_QUESTIONS: Final = frozenset(
    {"coping", "suicide_thoughts", "suicide_today", "hurt_or_alone", "safe_now", "safe_tonight", "medical_help"}
)


@cache
def questions() -> Mapping[str, str]:
    """Reply key to the name of the question that it asks."""
    return _table("questions")


@cache
def steps() -> Mapping[str, str]:
    """Reply key to the step that it gives."""
    return _table("steps")


def question_in(keys: Iterable[str]) -> str | None:
    """The question these replies leave open: the last one asked."""
    asked = [questions()[key] for key in keys if key in questions()]
    return asked[-1] if asked else None


def steps_in(keys: Iterable[str]) -> tuple[str, ...]:
    """The steps these replies give, in order."""
    return tuple(steps()[key] for key in keys if key in steps())


def _table(name: str) -> dict[str, str]:
    content: dict[str, Any] = yaml.safe_load((_TABLES / f"{name}.yml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in content[name].items()}
