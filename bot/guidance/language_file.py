"""What a language says about itself in `language.yml`: how far it is, who read it, and which talks prove it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.guidance.faults import GuidanceDataError

ENGLISH = "en"
FILE = "language.yml"
_KNOWN = {"name", "status", "reviewers", "journeys"}


class Status(StrEnum):
    """How far a language is."""

    SOURCE = "source"  # English: the others are translated from it and fall back to it
    RELEASED = "released"
    DRAFT = "draft"  # for reviewers; no young person is answered from it


@dataclass(frozen=True, slots=True)
class Language:
    """`journeys` are golden transcripts in this language, as paths from the project's folder."""

    name: str = ""
    status: Status = Status.SOURCE
    reviewers: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether young people read it."""
        return self.status is not Status.DRAFT


def read_language(file: Path, about: Any) -> Language:
    """What stands under `language:`. Raises GuidanceDataError."""
    if not isinstance(about, dict) or (unknown := sorted(set(about) - _KNOWN)):
        problem = f"Unknown: {', '.join(unknown)}." if isinstance(about, dict) else "This is not a language."
        raise GuidanceDataError(file, "language", problem, f"It may have: {', '.join(sorted(_KNOWN))}.")
    status = about.get("status")
    if status not in set(Status):
        problem = f"`status` cannot be {status}."
        raise GuidanceDataError(file, "language", problem, f"Write {Status.DRAFT} or {Status.RELEASED}.")
    names = {key: _texts(file, key, about.get(key) or []) for key in ("reviewers", "journeys")}
    return Language(str(about.get("name", "")), Status(status), **names)


def _texts(file: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise GuidanceDataError(file, f"language: {key}", "This is not a list of texts.", "Start each with `- `.")
    return tuple(value)
