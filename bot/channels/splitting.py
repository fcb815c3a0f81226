"""Splits a text where an app takes only so much at once: between paragraphs, else sentences, else words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from typing import Final

import regex

_ENDS: Final = (re.compile(r"\r?\n\s*\n"), re.compile(r"\r?\n"), re.compile(r"(?<=[.!?…。؟])\s+"), re.compile(r"\s+"))
_LETTER: Final = regex.compile(r"\X")  # what people see as one: a letter with its accents, a flag, a family


def utf16(text: str) -> int:
    """How long a text is where UTF-16 is counted: an emoji, as a rule, is two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def split(text: str, most: int, size: Callable[[str], int] = len) -> list[str]:
    """The text in pieces of at most `most` characters, each as long as it can be, none of them empty.

    `size`: how long a text is, where a platform counts something else, such as bytes. What people see as one letter is only
    cut where it alone is too long.
    """
    pieces, rest = [], text.strip()
    while size(rest) > most:
        at = _where(rest, _reach(rest, most, size))
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [piece for piece in (*pieces, rest) if piece]


def _reach(text: str, most: int, size: Callable[[str], int]) -> int:
    """How many characters from the beginning fit; one at least, as there must be an end to it."""
    return max(bisect_right(range(1, len(text) + 1), most, key=lambda length: size(text[:length])), 1)


def _where(text: str, most: int) -> int:
    """The last good place to break. One in the first third would make a piece that looks torn off: then the next best kind."""
    whole = _between_letters(text, most + 1)
    for kind in _ENDS:
        places = [found.start() for found in kind.finditer(text, 0, most + 1) if _is_good(found, most, whole)]
        if places:
            return places[-1]
    return max((place for place in whole if place <= most), default=most)


def _is_good(found: re.Match[str], most: int, whole: Collection[int]) -> bool:
    return found.start() > most // 3 and found.start() in whole and found.end() in whole


def _between_letters(text: str, until: int) -> set[int]:
    """The places up to there where no letter is cut."""
    ends: set[int] = set()
    for letter in _LETTER.finditer(text):
        ends.add(letter.end())
        if letter.end() > until:
            break
    return ends
