"""What some of the staff know especially well, and which situations want it: data/staff/skills.yml. Pure once read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from bot.conversation.brief import SURE
from bot.safety.assessment import ScoredSituation
from bot.safety.fast_yaml import read_yaml
from bot.safety.situations import load_situations

MOST_SKILLS: Final = 12
_DATA: Final = Path(__file__).resolve().parents[2] / "data"
_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,18}")
_KEYS: Final = frozenset({"name", "situations"})
_LONGEST_NAME: Final = 40


class SkillFileError(ValueError):
    """data/staff/skills.yml is broken. The message names the file, the skill and the cure."""


@dataclass(frozen=True, slots=True)
class Skill:
    """One of them. `name` is what staff read; `situations` are ids."""

    id: str
    name: str
    situations: frozenset[str]


@cache
def skills() -> Mapping[str, Skill]:
    """All of them by id, in the order of the file. Raises SkillFileError."""
    return read_skills(_DATA / "staff" / "skills.yml", load_situations(_DATA / "risk" / "situations.yml"))


def wanted(found: Iterable[ScoredSituation]) -> tuple[str, ...]:
    """The ids of the skills that these situations want, in the order of the file. A guess wants nothing."""
    sure = {one.id for one in found if one.score >= SURE}
    return tuple(skill.id for skill in skills().values() if not sure.isdisjoint(skill.situations))


def together(*wants: Iterable[str]) -> tuple[str, ...]:
    """Several of such lists as one, in the order of the file. What the file has no more is left out."""
    every = {one for each in wants for one in each}
    return tuple(id_ for id_ in skills() if id_ in every)


def names_of_skills(ids: Iterable[str]) -> list[str]:
    """What staff read. What the file has no more is left out."""
    return [skills()[id_].name for id_ in together(ids)]


def read_skills(file: Path, situations: Collection[str]) -> Mapping[str, Skill]:
    """Read one file; `situations` are all ids there are. Raises SkillFileError."""
    try:
        entries = read_yaml(file)["skills"]
        found = {str(id_): _skill(file, str(id_), entry, situations) for id_, entry in entries.items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" line {line + 1}:"
        raise SkillFileError(f"{file}:{where} it needs `skills:` with named entries below it. Cure: restore it.") from error
    if len(found) > MOST_SKILLS:
        raise SkillFileError(f"{file}: there are {len(found)} skills. Cure: join some, {MOST_SKILLS} at most fit.")
    names = [one.name.casefold() for one in found.values()]
    for one in found.values():
        if names.count(one.name.casefold()) > 1:
            raise SkillFileError(f"{file}: {one.id}: another skill has this name too. Cure: give each its own.")
    return found


def _skill(file: Path, id_: str, entry: Any, situations: Collection[str]) -> Skill:
    where = f"{file}: {id_}:"
    if not _ID.fullmatch(id_):
        raise SkillFileError(f"{where} no id. Cure: small letters, digits and _, 19 at most, a letter first.")
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        raise SkillFileError(f"{where} Cure: give it `name:` and `situations:`, and nothing else.")
    name, listed = entry["name"], entry["situations"]
    if not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST_NAME:
        raise SkillFileError(f"{where} name: Cure: a few words, {_LONGEST_NAME} characters at most.")
    if not isinstance(listed, list) or not listed:
        raise SkillFileError(f"{where} situations: Cure: a list with at least one id, such as [E01], or one letter.")
    return Skill(id_, name.strip(), frozenset().union(*(_meant(where, str(one), situations) for one in listed)))


def _meant(where: str, written: str, situations: Collection[str]) -> frozenset[str]:
    """One id, or all ids of a family that is named by its letter."""
    meant = frozenset(one for one in situations if one == written or (len(written) == 1 and one.startswith(written)))
    if not meant:
        raise SkillFileError(
            f"{where} situations: there is no {written}. Cure: an id of data/risk/situations.yml, or the letter of a family."
        )
    return meant
