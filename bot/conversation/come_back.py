"""The code that opens a conversation again: how it is drawn, and what of it counts when it is typed. Pure but for chance."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from string import digits
from typing import Final

WORDS_IN_A_CODE: Final = 4
# In the form of a number these stand for a digit that is drawn; every other sign stands for itself.
CHOICES: Final[Mapping[str, str]] = {"#": digits, "N": digits[2:]}


class CodeKind(StrEnum):
    """What a code looks like: easy words, or a telephone number."""

    WORDS = "words"
    DIGITS = "digits"


def draw_words(words: Sequence[str]) -> str:
    """Four words, each drawn from all of them: 40 bits from 1,024."""
    return " ".join(secrets.choice(words) for _ in range(WORDS_IN_A_CODE))


def draw_number(form: str) -> str:
    """A number of this form, such as "+44 4### ### ### ###"."""
    return "".join(secrets.choice(CHOICES[sign]) if sign in CHOICES else sign for sign in form)


def canonical(typed: str) -> str:
    """What counts: letters without case and marks, and digits of any script; not spaces, dashes, or the zeros before a number."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", typed).casefold())
    kept = "".join(_digit(sign) for sign in flat if sign.isalnum())
    return kept.lstrip("0") if kept.isdecimal() else kept


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
