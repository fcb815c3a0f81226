"""Recognises a pasted chat and says whose line is whose.

The offender's lines are never the young person's wishes. Where it is not clear who speaks, the line may be theirs: unsure is
higher.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.safety.rulebook import Match, Spans, Speaker

_STAMP = r"(?:[\[(]?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?[ ]?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[ ]?(?:[ap]m)?[\])]?[ ]?[-,]?[ ]?)?"
_LABEL = re.compile(rf"[ \t>]{{0,4}}{_STAMP}([^\W\d_][\w.' -]{{0,19}}?)[ ]?:(?=[ \t\"'“‘])", re.IGNORECASE)
_QUOTED = re.compile(
    r"\b(?:he|she|they|guy|man|person|ex|him|her|them)\b[^\"“”\n.]{0,30}\b(?:said|says?|saying|goes|put|wrote|texted|replied|sent|told|like|went)\b"
    r"[^\"“”\n.]{0,12}[\"“]([^\"“”\n]{1,400})[\"”]",
    re.IGNORECASE,
)
_INSIDE = 3  # a label in the middle of a line only counts for names we know, and from so many labels on


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pasted chat, or words quoted in a message: where it stands in the original text, and who says it."""

    start: int
    end: int
    speaker: Speaker
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Unsorted:
    start: int
    end: int
    label: str | None


class Speakers:
    """Splits pasted chats, knowing the names people give the two sides."""

    def __init__(self, languages: Iterable[Mapping[Speaker, frozenset[str]]]) -> None:
        """`languages`: the names of each."""
        self._names = {name: speaker for names in languages for speaker, known in names.items() for name in known}
        known = "|".join(sorted(map(re.escape, self._names), key=len, reverse=True)) or "(?!)"
        self._inside = re.compile(rf"(?<![\w'])({known})[ ]?:(?=[ \"'“‘])", re.IGNORECASE)

    def split(self, text: str, offender: Sequence[Match], young_person: Sequence[Match]) -> tuple[Line, ...]:
        """The lines of a pasted chat, what is quoted in a message, or nothing. The matches are what each side typically says."""
        signs = {Speaker.OFFENDER: Spans(offender), Speaker.YOUNG_PERSON: Spans(young_person)}
        lines = list(self._lines(text))
        labels = Counter(line.label for line in lines if line.label)
        if any(label in self._names for label in labels) or (len(labels) > 1 or max(labels.values(), default=0) > 1):
            return tuple(self._labelled(lines, signs))
        quoted = tuple(Line(*found.span(1), Speaker.OFFENDER, quoted=True) for found in _QUOTED.finditer(text))
        if quoted:
            return quoted
        if len(lines) > 1 and offender:
            return tuple(Line(line.start, line.end, _by_signs(_Tally.of([line], signs))) for line in lines)
        return ()

    def _lines(self, text: str) -> Iterator[_Unsorted]:
        for row in re.finditer(r"[^\n]+", text):
            inside = list(self._inside.finditer(text, row.start(), row.end()))
            if len(inside) >= _INSIDE:
                ends = [found.start() for found in inside[1:]] + [row.end()]
                for found, end in zip(inside, ends, strict=True):
                    yield _Unsorted(found.end(), end, found.group(1).casefold())
            elif row.group().strip():
                label = _LABEL.match(text, row.start(), row.end())
                yield _Unsorted(label.end() if label else row.start(), row.end(), label.group(1).casefold() if label else None)

    def _labelled(self, lines: Sequence[_Unsorted], signs: Mapping[Speaker, Spans]) -> Iterator[Line]:
        owners: dict[str, Speaker] = {}
        for label in {line.label for line in lines if line.label}:
            told = _by_signs(_Tally.of([line for line in lines if line.label == label], signs))
            owners[label] = self._names.get(label, told)
        if len(owners) == 2 and Speaker.OFFENDER in owners.values():  # noqa: PLR2004 - a chat of two: the other one is ours
            owners = {label: who if who is Speaker.OFFENDER else Speaker.YOUNG_PERSON for label, who in owners.items()}
        for line in lines:
            # A line without a name may be a comment typed below the paste.
            yield Line(line.start, line.end, owners[line.label] if line.label else _unlabelled(line, signs))


@dataclass(frozen=True, slots=True)
class _Tally:
    offender: int
    young_person: int

    @classmethod
    def of(cls, lines: Sequence[_Unsorted], signs: Mapping[Speaker, Spans]) -> _Tally:
        def count(speaker: Speaker) -> int:
            return sum(signs[speaker].touch(Match(line.start, line.end)) for line in lines)

        return cls(count(Speaker.OFFENDER), count(Speaker.YOUNG_PERSON))


def _by_signs(tally: _Tally) -> Speaker:
    if tally.offender > tally.young_person:
        return Speaker.OFFENDER
    if tally.young_person > tally.offender:
        return Speaker.YOUNG_PERSON
    return Speaker.UNCLEAR


def _unlabelled(line: _Unsorted, signs: Mapping[Speaker, Spans]) -> Speaker:
    told = _by_signs(_Tally.of([line], signs))
    return Speaker.UNCLEAR if told is Speaker.OFFENDER else told


def who_says(lines: Sequence[Line], match: Match) -> Speaker:
    """Whose words these are. Outside the lines of a pasted chat everything is the young person's."""
    at = bisect_right(lines, match.start, key=lambda line: line.start) - 1
    return lines[at].speaker if at >= 0 and match.start < lines[at].end else Speaker.YOUNG_PERSON
