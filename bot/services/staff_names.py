"""What a member of staff may be called, and which languages, skills and how many conversations can be theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.conversation.skills import skills, together
from bot.services.account_errors import BadStaffChangeError, UnknownSkillError
from bot.services.errors import BadNameError

_LONGEST_NAME: Final = 40  # it is shown to the young person in one line
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_MOST_LANGUAGES, _MOST_AT_ONCE = 10, 20


def clean_name(name: str) -> str:
    """The name without needless blanks. Raises BadNameError."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise BadNameError
    return name


def clean_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """Language tags, each once. Raises BadStaffChangeError."""
    tags = tuple(dict.fromkeys(languages))
    if len(tags) > _MOST_LANGUAGES or not all(_TAG.fullmatch(tag) for tag in tags):
        raise BadStaffChangeError
    return tags


def clean_skills(ids: Sequence[str]) -> tuple[str, ...]:
    """Skills by their ids, each once, in the order of the file. Raises UnknownSkillError."""
    if unknown := [one for one in ids if one not in skills()]:
        raise UnknownSkillError(unknown[0], skills())
    return together(ids)


def clean_capacity(capacity: int) -> int:
    """How many conversations at the same time. Raises BadStaffChangeError."""
    if not 1 <= capacity <= _MOST_AT_ONCE:
        raise BadStaffChangeError
    return capacity
