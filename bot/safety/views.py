"""Ways of reading one text: as it is, with emoji as words, with disguises undone, with short forms written out.

A view is extra. Rules look at all of them and the most urgent finding counts, so undoing a disguise wrongly can add a question
but never take one away. Every word of a view knows which characters of the original it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.safety.folding import Folded, fold
from bot.safety.spelling import Spelling

STOP = "."  # stands for the end of a sentence

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\n|(?<!\.)[.!?;]+(?=\s|$)")
_WIDE = re.compile(r"[\w@$!*'|+]+")
_SPACED = re.compile(r"(?<![^\W_'])[^\W\d_](?:[ .\-_*/,]{1,2}[^\W\d_](?![^\W_']))+")
_PAUSE = re.compile(r"\.\.+")
_STOPS = ".!?;\n"


@dataclass(frozen=True)
class Word:
    """One word as the rules see it, and where it stands in the original text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class View:
    """The words of one reading. `text` is " . i want this . ": words and sentence ends between single spaces."""

    name: str
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """All words in one line."""
        return f" {' '.join(word.text for word in self.words)} "

    @cached_property
    def places(self) -> list[int]:
        """For each word, where the space before it stands in `text`; and one more for the space at the end."""
        places, at = [], 0
        for word in self.words:
            places.append(at)
            at += len(word.text) + 1
        return [*places, at]


@dataclass(frozen=True)
class Plain:
    """A text folded, and its words: the part of the reading that is the same in every language."""

    text: str
    folded: Folded
    view: View

    @classmethod
    def of(cls, text: str) -> Plain:
        """Read a text."""
        folded = fold(text)
        return cls(text, folded, View("folded", _words(folded, len(text))))


class Views:
    """Makes the views of a text, with the words, short forms and emoji the rules know."""

    def __init__(self, spelling: Spelling, short_forms: Mapping[str, Sequence[str]], pictures: Mapping[str, str]) -> None:
        self._spelling = spelling
        self._short_forms = {short: long[0].split() for short, long in short_forms.items()}
        self._pictures = pictures

    def of(self, text: str) -> tuple[View, ...]:
        """The folded text first, then each further view that says something the ones before it do not."""
        return self.beside(Plain.of(text))

    def beside(self, read: Plain) -> tuple[View, ...]:
        """The views of a text that was read already."""
        text, folded, plain = read.text, read.folded, read.view.words
        repaired = self._repaired(folded, plain, len(text))
        written_out = self._written_out(repaired)
        views = [read.view]
        if not text.isascii() and not self._pictures.keys().isdisjoint(text):
            views.append(View("pictured", _words(fold(text, self._pictures), len(text))))
        views += [View("repaired", repaired)] if repaired is not plain else []
        views += [View("written_out", written_out)] if written_out is not repaired else []
        return tuple(views)

    def plain(self, text: str) -> str:
        """One line of plain words: emoji as words, disguises and slips undone, short forms written out."""
        folded = fold(text, self._pictures).text
        said, at = "", 0
        for start, (end, meant) in sorted(self._repairs(folded).items()):
            said += f"{folded[at:start]} {meant} "
            at = end
        words = map(_said, _TOKEN.findall(_without_pauses(said + folded[at:])))
        return " ".join(part for word in words for part in self._short_forms.get(word) or (word,))

    def _repaired(self, folded: Folded, plain: tuple[Word, ...], length: int) -> tuple[Word, ...]:
        repairs = self._repairs(folded.text)
        return _merged(folded, plain, repairs, length) if repairs else plain

    def _repairs(self, text: str) -> dict[int, tuple[int, str]]:
        """Where a stretch begins that stands for a known word: its end, and the word."""
        joined = {start: (end, word) for start, end, word in self._joined(text)}
        strange = set(_WIDE.findall(text)) - self._spelling.known
        meant = {word: known for word in strange if (known := self._spelling.repair(word)) is not None}
        repairs: dict[int, tuple[int, str]] = dict(joined)
        covered = 0
        for found in _WIDE.finditer(text) if meant else ():
            if found.start() in joined:
                covered = joined[found.start()][0]
            if found.start() >= covered and found.group() in meant:
                repairs[found.start()] = (found.end(), meant[found.group()])
        return repairs

    def _joined(self, text: str) -> Iterator[tuple[int, int, str]]:
        for found in _SPACED.finditer(text):
            letters = "".join(filter(str.isalpha, found.group()))
            if (word := self._spelling.joined(letters)) is not None:
                lead = letters.index(word)
                at = found.start()
                for _ in range(lead):  # the "i" of "i k m s" stays a word of its own
                    at = next(n for n in range(at + 1, found.end()) if text[n].isalpha())
                yield at, found.end(), word

    def _written_out(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        if not any(word.text in self._short_forms for word in words):
            return words
        long: list[Word] = []
        for word in words:
            parts = self._short_forms.get(word.text)
            long.extend([Word(part, word.start, word.end) for part in parts] if parts else [word])
        return tuple(long)


def _words(folded: Folded, length: int) -> tuple[Word, ...]:
    first, last = Word(STOP, 0, 0), Word(STOP, length, length)
    return (first, *_tokens(folded), last)


def _tokens(folded: Folded) -> Iterator[Word]:
    for found in _TOKEN.finditer(_without_pauses(folded.text)):
        yield Word(_said(found.group()), *folded.span(*found.span()))


def _said(token: str) -> str:
    return STOP if token[0] in _STOPS else token.replace("'", "")


def _without_pauses(text: str) -> str:
    """Dots in a row are a pause and end no sentence."""
    return _PAUSE.sub(lambda dots: "," * len(dots.group()), text)


def _merged(folded: Folded, plain: tuple[Word, ...], repairs: Mapping[int, tuple[int, str]], length: int) -> tuple[Word, ...]:
    """The plain words, with each repaired stretch in place of the words it covers."""
    mended = [Word(word, *folded.span(start, end)) for start, (end, word) in repairs.items()]
    taken = [False] * (length + 1)
    for word in mended:
        taken[word.start : word.end] = [True] * (word.end - word.start)
    kept = [word for word in plain[1:-1] if not taken[word.start]]
    return (plain[0], *sorted([*kept, *mended], key=lambda word: (word.start, word.end)), plain[-1])
