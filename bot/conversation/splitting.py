"""Splits a text where an app takes only so much at once: between paragraphs, else sentences, else words. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Final

_ENDS: Final = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…。؟])\s"), re.compile(r"\s"))


def split(text: str, most: int, size: Callable[[str], int] = len) -> list[str]:
    """The text in pieces of at most `most` characters, each as long as it can be, none of them empty.

    `size`: how long a text is, where a platform counts something else, such as bytes. A character is never cut.
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
    for kind in _ENDS:
        places = [found.start() for found in kind.finditer(text, 0, most + 1) if found.start() > most // 3]
        if places:
            return places[-1]
    return most
