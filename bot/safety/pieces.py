"""Cuts a message into the pieces the model reads: the whole, each sentence of a longer one, each clause of a long sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.safety.rulebook import Match, Speaker
from bot.safety.speakers import Line

_SENTENCE = re.compile(r"[^\n.!?;]+(?:[.!?;]+|\n|$)")
_FEWEST_WORDS = 3  # "idk. help." is read together with what follows
_MOST_WORDS = 40  # about what an encoder takes in; longer runs without a full stop are cut
_LONG_SENTENCE = 16  # words; the decisive half of a longer one drowns in the rest of it
_FEWEST_IN_CLAUSE = 5  # words
_CLAUSE = re.compile(
    r"[,;:()]\s+|\s+(?=(?:and|but|so|then|also|anyway|because|cos|cuz|bc|plus|when|if|while|though|although|n|except|or)\s)",
    re.IGNORECASE,
)
_MOST_PIECES = 48  # each costs the model a few milliseconds
_AROUND = 2  # words on either side of what a rule found: of six, four would tell of school
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original text, and whether it may carry feelings and wishes (an offender's line may not)."""

    place: Match
    by_offender: bool = False
    sentence: bool = True  # False: several sentences at once
    words: str | None = None  # what is read there, where it is not the stretch itself

    def said(self, text: str) -> str:
        """What is read of the text."""
        return text[self.place.start : self.place.end] if self.words is None else self.words


def pieces(text: str, lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The whole first. In a pasted chat the whole says nothing about anybody's wishes, so it is not among them.

    Words that are only quoted are read in their sentence: 'he goes "open up" and mums on nights' tells what neither half does.
    """
    pasted = [line for line in lines if not line.quoted]
    if pasted:
        lines_ = [Piece(_trim(text, line.start, line.end), line.speaker is Speaker.OFFENDER) for line in pasted]
        joined = _answers(text, lines_)
        return _bounded(lines_) if len(lines_) + len(joined) > _MOST_PIECES else (*lines_, *joined)
    sentences = _sentences(text)
    whole = Piece(Match(0, len(text)), sentence=len(sentences) < 2)  # noqa: PLR2004 - one sentence is the whole
    clauses = [clause for sentence in sentences for clause in _clauses(text, sentence)]
    parts = sorted({*(() if whole.sentence else sentences), *clauses}, key=lambda part: (part.start, -part.end))
    return (whole, *_bounded([Piece(part) for part in parts]))


def _answers(text: str, lines: Sequence[Piece]) -> list[Piece]:
    """Each of the offender's lines once more behind the line that it answers, and behind their own last one.

    "i dont have money" - "then ur mum sees it": the threat is in neither line.
    """
    joined: list[Piece] = []
    own: Piece | None = None
    for n, line in enumerate(lines):
        if line.by_offender:
            before = dict.fromkeys(one for one in (own, lines[n - 1] if n else None) if one is not None)
            for one in before:
                said = f"{one.said(text)}. {line.said(text)}"
                joined.append(Piece(line.place, by_offender=True, sentence=False, words=said))
            own = line
    return joined


def around(text: str, place: Match) -> str:
    """What stands at a place, with a few words on either side: in a long run without a full stop all else would drown it."""
    words = [Match(*found.span()) for found in _WORD.finditer(text)]
    inside = [n for n, word in enumerate(words) if word.start < place.end and place.start < word.end]
    if not inside:
        return text
    return text[words[max(0, inside[0] - _AROUND)].start : words[min(len(words) - 1, inside[-1] + _AROUND)].end]


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


def _clauses(text: str, sentence: Match) -> list[Match]:
    """The clauses of a long sentence, short ones together with the next; none of a short one."""
    if len(text[sentence.start : sentence.end].split()) < _LONG_SENTENCE:
        return []
    breaks = [found.end() for found in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    clauses: list[Match] = []
    start = sentence.start
    for end in [*breaks, sentence.end]:
        enough = len(text[start:end].split()) >= _FEWEST_IN_CLAUSE
        if (enough and len(text[end : sentence.end].split()) >= _FEWEST_IN_CLAUSE) or end == sentence.end:
            clauses.append(_trim(text, start, end))
            start = end
    return clauses if len(clauses) > 1 else []


def _cut(text: str, start: int, end: int) -> list[Match]:
    words = [found.start() for found in _WORD.finditer(text[start:end])]
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
