"""Finds the words that are veiled for staff until they look: sexual or distressing ones, in any language of data/veiled. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bot.guidance.faults import GuidanceDataError, read_mapping
from bot.safety.folding import fold
from bot.safety.views import Plain, Word

Span = tuple[int, int]  # code points of the text: from, up to
_GROUPS: Final = ("sexual", "distressing")
_KEYS: Final = frozenset({*_GROUPS, "reviewer", "reviewed_on", "examples", "traps"})
_PATTERN: Final = re.compile(r"[^\W_]+~?(?:\|[^\W_]+~?)*(?: [^\W_]+~?(?:\|[^\W_]+~?)*)*")
_HELD_DOWN: Final = re.compile(r"(.)\1{2,}")
_DIGITS: Final = str.maketrans("013457", "oieast")
_Step = tuple[frozenset[str], tuple[str, ...]]  # whole words, beginnings of words


@dataclass(frozen=True, slots=True)
class Veil:
    """All patterns of all languages: each a row of words, and at each place the words and beginnings that fit."""

    patterns: tuple[tuple[_Step, ...], ...] = ()
    _first_words: frozenset[str] = frozenset()  # the words that patterns begin with …
    _beginnings: tuple[str, ...] = ()  # … and the beginnings of such words

    @classmethod
    def load(cls, data_dir: Path) -> Veil:
        """Read every `veiled/<language>.yml`. Raises GuidanceDataError."""
        return cls.of(pattern for file in sorted((data_dir / "veiled").glob("*.yml")) for pattern in _patterns(file))

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Veil:
        """Make it of patterns."""
        steps = tuple(tuple(_step(word) for word in pattern.split()) for pattern in patterns)
        firsts = [first for first, *_ in steps]
        whole = frozenset(word for words, _ in firsts for word in words)
        return cls(steps, whole, tuple(beginning for _, beginnings in firsts for beginning in beginnings))

    def spans(self, text: str, shown: Sequence[Span] = ()) -> list[Span]:
        """What is veiled in a text, in order and without overlaps; nothing that shares a letter with what is `shown`."""
        words = [word for word in Plain.of(text).view.words if word.end > word.start]
        found: list[Span] = []
        for at, word in enumerate(words):
            length = self._longest(words, at)
            end = words[at + length - 1].end if length else word.start
            if found and found[-1][1] > word.start:
                found[-1] = (found[-1][0], max(found[-1][1], end))
            elif length:
                found.append((word.start, end))
        return [one for one in found if not any(one[0] < end and start < one[1] for start, end in shown)]

    def _longest(self, words: Sequence[Word], at: int) -> int:
        """How many words the longest pattern takes that begins at this one; 0 for none."""
        readings = _readings(words[at].text)
        if not any(reading in self._first_words or reading.startswith(self._beginnings) for reading in readings):
            return 0  # as nearly all words
        fitting = (pattern for pattern in self.patterns if self._fits(pattern, words[at : at + len(pattern)]))
        return max(map(len, fitting), default=0)

    @staticmethod
    def _fits(pattern: Sequence[_Step], words: Sequence[Word]) -> bool:
        return len(words) == len(pattern) and all(
            any(reading in whole or reading.startswith(beginnings) for reading in _readings(word.text))
            for (whole, beginnings), word in zip(pattern, words, strict=True)
        )


def read_veiled(file: Path) -> dict[str, Any]:
    """One file, checked. Raises GuidanceDataError."""
    content = read_mapping(file).get("veiled")
    if not isinstance(content, dict) or not set(content) <= _KEYS or not all(content.get(group) for group in _GROUPS):
        cure = f"Under `veiled:` there are {', '.join(sorted(_KEYS))}; the lists {' and '.join(_GROUPS)} must not be empty."
        raise GuidanceDataError(file, "veiled", "Something is missing or unknown.", cure)
    for group in _GROUPS:
        for pattern in content[group]:
            if not isinstance(pattern, str) or not _PATTERN.fullmatch(fold(pattern).text):
                cure = "Write words in quotes, `|` between those that may stand in one place, `~` behind a beginning."
                raise GuidanceDataError(file, f"{group}: {pattern}", "This is not a pattern.", cure)
    return content


def _patterns(file: Path) -> list[str]:
    content = read_veiled(file)
    return [pattern for group in _GROUPS for pattern in content[group]]


def _step(word: str) -> _Step:
    parts = [(_plain(part.removesuffix("~")), part.endswith("~")) for part in fold(word).text.split("|")]
    return frozenset(part for part, begins in parts if not begins), tuple(part for part, begins in parts if begins)


@lru_cache(maxsize=8192)
def _readings(word: str) -> tuple[str, ...]:
    """The word, without letters that are held down, and with letters for digits."""
    plain = _plain(word)
    return tuple(dict.fromkeys((plain, _HELD_DOWN.sub(r"\1", plain), _HELD_DOWN.sub(r"\1\1", plain))))


def _plain(word: str) -> str:
    """With letters for the digits among letters; a number stays one."""
    return word if word.isalpha() or word.isdigit() else word.translate(_DIGITS)
