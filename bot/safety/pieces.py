"""Cuts a message into the pieces the model reads: the whole, and each sentence of a longer one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.safety.rulebook import Match, Speaker
from bot.safety.speakers import Line

_SENTENCE = re.compile(r"[^\n.!?;]+(?:[.!?;]+|\n|$)")
_FEWEST_WORDS = 3  # "idk. help." is read together with what follows
_MOST_WORDS = 40  # about what an encoder takes in; longer runs without a full stop are cut
_MOST_PIECES = 48  # each costs the model a few milliseconds


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original text, and whether it may carry feelings and wishes (an offender's line may not)."""

    place: Match
    by_offender: bool = False
    sentence: bool = True  # False: several sentences at once


def pieces(text: str, lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The whole first. In a pasted chat the whole says nothing about anybody's wishes, so it is not among them."""
    if lines:
        return _bounded([Piece(_trim(text, line.start, line.end), line.speaker is Speaker.OFFENDER) for line in lines])
    parts = _sentences(text)
    whole = Piece(Match(0, len(text)), sentence=len(parts) < 2)  # noqa: PLR2004 - one sentence is the whole
    return (whole, *_bounded([Piece(part) for part in parts])) if not whole.sentence else (whole,)


def _sentences(text: str) -> list[Match]:
    parts: list[Match] = []
    start, words = 0, 0
    for found in _SENTENCE.finditer(text):
        words += len(found.group().split())
        if words >= _FEWEST_WORDS:
            parts.extend(_cut(text, start, found.end()))
            start, words = found.end(), 0
    if words:
        parts.append(_trim(text, start, len(text)))
    return [part for part in parts if part.start < part.end]


def _cut(text: str, start: int, end: int) -> list[Match]:
    words = [found.start() for found in re.finditer(r"\S+", text[start:end])]
    starts = [start + at for at in words[::_MOST_WORDS]]
    return [_trim(text, first, after) for first, after in zip(starts, [*starts[1:], end], strict=True)]


def _trim(text: str, start: int, end: int) -> Match:
    said = text[start:end]
    lead = len(said) - len(said.lstrip())
    return Match(start + lead, max(start + lead, start + len(said.rstrip())))


def _bounded(parts: list[Piece]) -> tuple[Piece, ...]:
    """At most _MOST_PIECES: neighbours of the same side are read together, so that nothing in between goes unread."""
    size = -(-len(parts) // _MOST_PIECES)
    joined: list[Piece] = []
    for n, part in enumerate(parts):
        last = joined[-1] if joined else None
        if last is not None and n % size and last.by_offender == part.by_offender:
            joined[-1] = replace(last, place=Match(last.place.start, part.place.end), sentence=False)
        else:
            joined.append(part)
    return tuple(joined)
