"""The forms that staff fill in: fields as data (data/staff), and whether a value fits its field. Pure once read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from bot.safety.fast_yaml import read_yaml
from bot.safety.tiers import Tier

_FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "staff"
_KEYS: Final = frozenset({"kind", "label", "choices", "fixed"})
_MOST_TEXT: Final = 2000  # characters of one field: a form is no transcript
_MOST_LINES: Final = 30


class FormFileError(ValueError):
    """A form of data/staff is broken. The message names the file, the field and the cure."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. A value is a str, a bool (yes_no), a list of str (list), or None: not filled in."""

    id: str
    kind: str
    label: str
    choices: Mapping[str, str] = field(default_factory=dict)
    fixed: bool = False  # known to the system: not changed by hand

    def takes(self, value: object) -> bool:
        """Whether this can be its value."""
        return value is None or _FITS[self.kind](self, value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _MOST_TEXT


def _is_list(value: object) -> bool:
    return isinstance(value, list) and len(value) <= _MOST_LINES and all(_is_text(line) for line in value)


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


_FITS: Final[Mapping[str, Callable[[Field, object], bool]]] = {
    "text": lambda _, value: _is_text(value),
    "yes_no": lambda _, value: isinstance(value, bool),
    "choice": lambda field_, value: _is_text(value) and value in field_.choices,
    "tier": lambda _, value: _is_text(value) and value in Tier.__members__,
    "list": lambda _, value: _is_list(value),
    "day": lambda _, value: _is_day(value),
}


@cache
def record_form() -> Mapping[str, Field]:
    """The record after a chat. Raises FormFileError."""
    return read_form(_FOLDER / "record.yml", "record")


@cache
def advice_words() -> Mapping[str, Mapping[str, str]]:
    """Field of the record -> step of data/dialogue/steps.yml -> what the record calls it."""
    said: dict[str, dict[str, str]] = read_yaml(_FOLDER / "record.yml")["record"]["advice"]
    return said


@cache
def emergency_form() -> Mapping[str, Field]:
    """The checklist of an emergency. Raises FormFileError."""
    return read_form(_FOLDER / "emergency.yml", "emergency")


def read_form(file: Path, top: str) -> Mapping[str, Field]:
    """Read the fields of one file, in its order. Raises FormFileError."""
    try:
        entries = read_yaml(file)[top]["fields"]
        return {str(id_): _field(file, str(id_), entry) for id_, entry in entries.items()}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError):
        raise FormFileError(f"{file}: it needs `{top}:` with named `fields:` below it. Restore it.") from None


def _field(file: Path, id_: str, entry: Any) -> Field:
    if (
        not isinstance(entry, dict)
        or not set(entry) <= _KEYS
        or entry.get("kind") not in _FITS
        or not _is_text(entry.get("label"))
    ):
        raise FormFileError(f"{file}: {id_}: give it a kind ({', '.join(_FITS)}) and a label in quotes.")
    choices = entry.get("choices") or {}
    if (entry["kind"] == "choice") != bool(choices) or not all(_is_text(part) for pair in choices.items() for part in pair):
        raise FormFileError(f"{file}: {id_}: a choice, and nothing else, needs `choices:`, all in quotes.")
    return Field(id_, entry["kind"], entry["label"], choices, bool(entry.get("fixed")))
