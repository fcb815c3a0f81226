"""Reads one of a few words from the command line."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from bot.services.errors import ServiceError

Choice = TypeVar("Choice", bound=StrEnum)


class UnknownChoiceError(ServiceError):
    """The word is none of those that can be chosen."""

    code = "unknown_choice"


def choice(kind: type[Choice], word: str) -> Choice:
    """The member with this value. Raises UnknownChoiceError, which names all of them."""
    try:
        return kind(word)
    except ValueError:
        raise UnknownChoiceError(f"`{word}` is not one of: {', '.join(kind)}.") from None
