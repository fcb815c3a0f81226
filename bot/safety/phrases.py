"""The pattern language of the risk rules, and how a pattern becomes a fast regular expression.

    i want to die          these words, in this order
    kill|end               one of the two words
    (end it|log off)       one of the two groups of words
    really?                a word that may be missing; (right now)? a group that may be missing
    *                      up to three words of any kind
    (so|really)+           up to four of these in a row, or none
    blackmail~             any word that begins like this
    #                      a number in digits
    <they>                 one of the words listed in words.yml under this name
    ^  $                   the sentence begins or ends here

Apostrophes never matter (`don't` is `dont`), and neither do the short forms of words.yml: a pattern with `gonna` also finds
`going to`. Matching is linear: no pattern can look further than its own length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_ATOM = re.compile(r"\s+|[()|?*+^$#]|<[a-z0-9_]+>|[^\W_]+~?")
_GAP = 3
_ROW = 4
_EVERYDAY_COST = 100
_HAS_A_SINGULAR = 4  # letters; "is?", "was?" and "es?" are words that may be missing
_GAP_PATTERN = r"(?: [^ .]+){0,3}?"


class PhraseError(ValueError):
    """A pattern that does not follow the pattern language. The message says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled pattern. One of `anchors` is in every match, at most `before` words after its start and `after` before its end.

    An anchor that ends in `~` stands for every word that begins like it.
    """

    source: str
    regex: re.Pattern[str]
    anchors: frozenset[str]
    before: int
    after: int
    needs: tuple[frozenset[str], ...]  # of each of these, one word is in every match: a quick way to rule a text out
    words: frozenset[str]  # every word written in it, or in the word lists it uses


@dataclass(frozen=True, slots=True)
class _Piece:
    pattern: str
    longest: int
    anchors: frozenset[str] | None = None  # None: no word of this piece is certain to be there
    words: frozenset[str] = frozenset()
    cost: int = 0  # how often one of the anchors turns up, roughly; only compared


class Language:
    """Compiles patterns, knowing the word lists and the short forms."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], short_forms: Mapping[str, Sequence[str]], everyday: Iterable[str] = ()
    ) -> None:
        """`everyday` words are in nearly every sentence, so a pattern is looked up by another of its words where it can be."""
        self._everyday = frozenset(everyday)
        self._short_forms = short_forms
        self._lists: dict[str, _Piece] = {}
        for name, entries in lists.items():
            self._lists[name] = _either([self._parse(entry) for entry in entries])

    def compile(self, source: str) -> Phrase:
        """The compiled pattern. Raises PhraseError."""
        pieces = self._pieces(source)
        certain = [(piece.cost, n) for n, piece in enumerate(pieces) if piece.anchors]
        if not certain:
            raise PhraseError(f"`{source}` needs at least one word that is always there, written in full")
        chosen = min(certain)[1]
        anchor = pieces[chosen]
        inside = anchor.longest - 1
        return Phrase(
            source,
            re.compile("".join(piece.pattern for piece in pieces) + "(?= )"),
            anchor.anchors or frozenset(),
            sum(piece.longest for piece in pieces[:chosen]) + inside,
            sum(piece.longest for piece in pieces[chosen + 1 :]) + inside,
            tuple(piece.anchors for piece in pieces if piece.anchors and not any(word.endswith("~") for word in piece.anchors)),
            _all_words(pieces),
        )

    def _parse(self, source: str) -> _Piece:
        return _sequence(self._pieces(source))

    def _pieces(self, source: str) -> list[_Piece]:
        return _Parser(source, self._word, self._lists).read()

    def _word(self, word: str) -> _Piece:
        forms = [word, *self._short_forms.get(word, ())]
        return _either([_sequence([self._literal(part) for part in form.split()]) for form in forms])

    def _literal(self, word: str) -> _Piece:
        cost = _EVERYDAY_COST if word in self._everyday else 1
        return _Piece(f" {re.escape(word)}", 1, frozenset({word}), frozenset({word}), cost)


class _Parser:
    """Reads one pattern from left to right."""

    def __init__(self, source: str, word: Callable[[str], _Piece], lists: Mapping[str, _Piece]) -> None:
        self._source = source
        self._word = word
        self._lists = lists
        self._atoms = self._split(source.casefold().replace("'", "").replace("\u2019", ""))
        self._next = 0

    def read(self) -> list[_Piece]:
        pieces = self._until(closing=False)
        if not pieces:
            raise PhraseError("the pattern is empty; write the words to look for")
        return pieces

    def _split(self, text: str) -> list[str]:
        atoms: list[str] = []
        at = 0
        while at < len(text):
            found = _ATOM.match(text, at)
            if found is None:
                raise PhraseError(f"`{self._source}`: `{text[at]}` means nothing here; leave it out")
            if found.group() == "(" and atoms and atoms[-1].isalnum():
                raise PhraseError(f"`{self._source}`: `{atoms[-1]}(` would be two words; put a space before the bracket")
            atoms.append(found.group())
            at = found.end()
        return [" " if atom.isspace() else atom for atom in atoms]

    def _peek(self) -> str:
        return self._atoms[self._next] if self._next < len(self._atoms) else ""

    def _take(self) -> str:
        atom = self._peek()
        self._next += 1
        return atom

    def _until(self, *, closing: bool) -> list[_Piece]:
        groups: list[list[_Piece]] = [[]]
        while (atom := self._take()) != (")" if closing else ""):
            if atom == "":
                raise PhraseError(f"`{self._source}`: a bracket is open; add `)`")
            if atom == "|" and closing:
                groups.append([])
            elif atom != " ":
                groups[-1].append(self._chain(atom, inside=closing))
        if any(not group for group in groups) and len(groups) > 1:
            raise PhraseError(f"`{self._source}`: nothing stands on one side of `|`")
        return groups[0] if len(groups) == 1 else [_either([_sequence(group) for group in groups])]

    def _chain(self, atom: str, *, inside: bool) -> _Piece:
        choices = [self._one(atom)]
        while not inside and self._peek() == "|":
            self._take()
            atom = self._take()
            choices.append(self._one(atom))
        piece = _either(choices)
        if self._peek() == "?":
            self._check_plural(atom)
            self._take()
            return _Piece(f"(?:{piece.pattern})?", piece.longest, None, piece.words)
        if self._peek() == "+":
            self._take()
            return _Piece(f"(?:{piece.pattern}){{0,{_ROW}}}", piece.longest * _ROW, None, piece.words)
        return piece

    def _check_plural(self, word: str) -> None:
        """`hits?` reads like `hit` or `hits`, and lets the whole word be missing: in an excuse that hides a child in danger."""
        if word.isalpha() and word.endswith("s") and len(word) >= _HAS_A_SINGULAR:
            raise PhraseError(
                f"`{self._source}`: `{word}?` lets the whole word be missing; write `({word[:-1]}|{word})` or `({word})?`"
            )

    def _one(self, atom: str) -> _Piece:
        if atom == "(":
            return _sequence(self._until(closing=True))
        if atom.startswith("<"):
            if atom[1:-1] not in self._lists:
                raise PhraseError(f"`{self._source}`: words.yml has no list `{atom}` above this use; add it or correct the name")
            return self._lists[atom[1:-1]]
        if atom in _SIGNS:
            return _SIGNS[atom]
        if atom.endswith("~"):
            return _Piece(f" {re.escape(atom[:-1])}[^ ]*", 1, frozenset({atom}), cost=1)
        if atom in {"", " ", "|", "?", "+", ")"}:
            raise PhraseError(f"`{self._source}`: a word is missing beside `{atom.strip() or 'the end'}`")
        return self._word(atom)


_SIGNS = {
    "*": _Piece(_GAP_PATTERN, _GAP),
    "^": _Piece(r"(?<= \.)", 0),
    "$": _Piece(r"(?= \. )", 0),
    "#": _Piece(" [0-9]+", 1),
}


def _sequence(pieces: Sequence[_Piece]) -> _Piece:
    rarest = min((piece for piece in pieces if piece.anchors), key=lambda piece: piece.cost, default=_Piece("", 0))
    pattern = "".join(piece.pattern for piece in pieces)
    return _Piece(pattern, sum(piece.longest for piece in pieces), rarest.anchors, _all_words(pieces), rarest.cost)


def _either(pieces: Sequence[_Piece]) -> _Piece:
    if len(pieces) == 1:
        return pieces[0]
    certain = [piece.anchors for piece in pieces if piece.anchors]
    anchors = frozenset().union(*certain) if len(certain) == len(pieces) else None
    pattern = "|".join(piece.pattern for piece in pieces)
    cost = sum(piece.cost for piece in pieces)
    return _Piece(f"(?:{pattern})", max(piece.longest for piece in pieces), anchors, _all_words(pieces), cost)


def _all_words(pieces: Sequence[_Piece]) -> frozenset[str]:
    return frozenset().union(*(piece.words for piece in pieces))
