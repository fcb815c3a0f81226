"""Reads what `bot seed` plays, from data/seed/demo.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.conversation.practice import Script
from bot.guidance.faults import GuidanceDataError, read_mapping
from bot.guidance.practice import Practice
from bot.safety.tiers import Tier
from bot.services.pause import PauseKind
from bot.services.records import Role
from bot.services.records_counselling import Outcome

FILE: Final = Path("seed/demo.yml")
_CURE: Final = "Look at the entries above and below it."
_PLOT: Final = {"script", "began", "lines", "with", "after", "says", "note", "whisper", "tier", "emergency", "ends", "record"}


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff."""

    name: str
    role: Role
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    pause: PauseKind | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The emergency step of one conversation."""

    reason: str
    second: str  # the name of who confirms it
    outcome: Outcome
    done: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One conversation. Names are those of staff; `lines` of the opening, None: all of them."""

    script: Script
    began: float = 0  # minutes ago
    lines: int | None = None
    taken_by: tuple[str, ...] = ()  # whoever is free first
    after: float = 1  # minutes of waiting
    says: tuple[str, ...] = ()
    note: str = ""
    whisper: str = ""
    lowered: tuple[Tier, str] | None = None
    emergency: Step | None = None
    ends: str = ""  # "close", "return", or nothing: it goes on
    leaves: bool = False  # the young person closes the page
    record: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole demonstration. `says`: by language, for the past."""

    staff: tuple[Staff, ...]
    now: tuple[Plot, ...]
    says: Mapping[str, tuple[str, ...]]
    note: str
    follow_up: str


def load_demo(data_dir: Path, practice: Practice) -> Demo:
    """Read it. Raises GuidanceDataError, also where a script of the practice conversations is broken or not offered here."""
    if practice.faults:
        raise practice.faults[0]
    file = data_dir / FILE
    about = read_mapping(file).get("demo") or {}
    try:
        staff = tuple(_staff(one) for one in about["staff"])
        names = {one.name for one in staff}
        return Demo(
            staff,
            tuple(_plot(file, one, practice, names) for one in about["now"] if _is_offered(one, practice)),
            {language: tuple(lines) for language, lines in about["says"].items()},
            about["note"],
            about["follow_up"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GuidanceDataError(file, "demo", f"Something is missing or has no such value: {error}.", _CURE) from error


def _is_offered(one: Mapping[str, Any], practice: Practice) -> bool:
    return str(one["script"]).partition("/")[0] in practice.questions


def _staff(one: Mapping[str, Any]) -> Staff:
    pause = PauseKind(one["pause"]) if "pause" in one else None
    return Staff(one["name"], Role(one["role"]), tuple(one.get("languages", ())), tuple(one.get("skills", ())), pause)


def _plot(file: Path, one: Mapping[str, Any], practice: Practice, names: set[str]) -> Plot:
    place = f"now: {one['script']}"
    if unknown := sorted(set(one) - _PLOT):
        raise GuidanceDataError(file, place, f"Unknown: {', '.join(unknown)}.", f"There are: {', '.join(sorted(_PLOT))}.")
    step = one.get("emergency")
    for name in filter(None, (one.get("with"), step and step["second"])):
        if name not in names:
            raise GuidanceDataError(file, place, f"{name} is not among the staff.", "Correct the name, or add them.")
    tier = one.get("tier")
    return Plot(
        script=practice.scripts[one["script"]],
        began=float(one["began"]),
        lines=one.get("lines"),
        taken_by=(one["with"],) if "with" in one else (),
        after=float(one.get("after", 1)),
        says=tuple(one.get("says", ())),
        note=one.get("note", ""),
        whisper=one.get("whisper", ""),
        lowered=(Tier[tier["to"]], tier["reason"]) if tier else None,
        emergency=Step(step["reason"], step["second"], Outcome(step["outcome"]), step["done"]) if step else None,
        ends=one.get("ends", ""),
        record=one.get("record"),
    )
