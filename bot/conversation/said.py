"""What saying a reply or tapping a button means: the question left open, the step given, the situation told (data/dialogue)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.safety.fast_yaml import read_yaml

_TABLES: Final = Path(__file__).resolve().parents[2] / "data" / "dialogue"

# Questions that find out whether they are safe or well: one of them must come by the third blackmail turn (guidance d, T2).
SAFETY_QUESTIONS: Final = frozenset(
    {
        "coping",
        "suicide_thoughts",
        "suicide_today",
        "hurt_or_alone",
        "hurt_in_danger",
        "hurt_now",
        "safe_now",
        "safe_tonight",
        "medical_help",
    }
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


@cache
def situation_replies() -> Mapping[str, str]:
    """Situation to the reply that answers it, for those without an intent of their own."""
    content = _read("situations")["situations"]
    return {str(situation): str(reply) for part in ("first", "also") for situation, reply in content[part].items()}


@cache
def denied_replies() -> Mapping[str, str]:
    """What they say is not so, by its name among the mentions, to the reply that answers it."""
    return {str(what): str(reply) for what, reply in _read("situations")["situations"]["denied"].items()}


@cache
def first_told() -> tuple[str, ...]:
    """The situations that are answered before anything else in the same message, in this order."""
    return tuple(str(situation) for situation in _read("situations")["situations"]["first"])


def answered_in(keys: Iterable[str]) -> tuple[str, ...]:
    """The situations these replies answer, and the names of what was denied."""
    said = set(keys)
    return tuple(told for told, reply in {**situation_replies(), **denied_replies()}.items() if reply in said)


def _table(name: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in _read(name)[name].items()}


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_TABLES / f"{name}.yml")
    return content
