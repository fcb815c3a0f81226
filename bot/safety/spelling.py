"""Undoes the ways a word is disguised or mistyped, but only where that gives a word the rules know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# What each sign may stand for. 1 and ! are i or l; the first choice that gives a known word counts.
_LEET = [str.maketrans("013457@$!|+8", f"o{one}easta{'s'}{one}{one}tb") for one in "il"]
_LEET_SIGNS = re.compile(r"[0-9@$!|+]")
_LETTER = re.compile(r"[^\W\d_]")
_STRETCHED = re.compile(r"([^\W\d_])\1+")
_LONGEST = 24  # no disguised word is longer; a wall of letters is not worth the time
_FORGIVEN_FROM = 6  # letters; a shorter word is one slip away from too many ordinary ones


class Spelling:
    """Knows the words of the rules, and those of them (`forgiving`) that are found even with one slip in them."""

    def __init__(self, known: Iterable[str], forgiving: Iterable[str] = (), forgiven_from: int = _FORGIVEN_FROM) -> None:
        self.known = frozenset(known)
        self._shortest = forgiven_from - 1  # letters; one may be missing
        listed = [word for word in forgiving if len(word) >= forgiven_from]
        self._forgiving = frozenset(listed)
        self._slips: dict[str, str] = {}
        for word in listed:  # of two words behind one slip, the one that was named first
            for slip in _without_one(word):
                self._slips.setdefault(slip, word)

    def repair(self, written: str) -> str | None:
        """The known word behind this writing, or None when it is plain already or stands for nothing we know."""
        bare = written.strip("'|+_*!")
        if bare in self.known or not bare or len(bare) > _LONGEST or not _LETTER.search(bare):
            return None
        for candidate in self._candidates(bare):
            if candidate in self.known:
                return candidate
        return None

    def joined(self, letters: str) -> str | None:
        """The known word in a run of single letters ("k m s"), also when "i" or "a" stands before it."""
        if len(letters) > _LONGEST:
            return None
        for candidate in (letters, letters[1:], letters[:-1]):
            if len(candidate) > 2 and candidate in self.known:  # noqa: PLR2004 - "i m" and "u r" are two words, not one
                return candidate
        return None

    def _candidates(self, word: str) -> Iterator[str]:
        if _LEET_SIGNS.search(word):
            for table in _LEET:
                plain = word.translate(table)
                yield plain
                yield from _squeezed(plain)
        yield from _squeezed(word)
        if "*" in word:
            yield from self._censored(word)
        elif word.isalpha() and len(word) >= self._shortest:
            yield from self._one_slip(word)

    def _censored(self, word: str) -> Iterator[str]:
        hidden = re.compile("".join("." if letter == "*" else re.escape(letter) for letter in word))
        if len(word) > word.count("*") + 1:
            yield from (known for known in sorted(self._forgiving | _CENSORED) if hidden.fullmatch(known))

    def _one_slip(self, word: str) -> Iterator[str]:
        for slip in _without_one(word):
            meant = self._slips.get(slip)
            if meant is not None and _one_slip_apart(word, meant):
                yield meant


_CENSORED = frozenset({"kill", "die", "dead", "kms", "suicide", "suicidal", "rape", "raped", "nudes", "nude", "hurt", "cut"})


def _squeezed(word: str) -> Iterator[str]:
    if _STRETCHED.search(word):
        yield _STRETCHED.sub(r"\1\1", word)
        yield _STRETCHED.sub(r"\1", word)


def _without_one(word: str) -> list[str]:
    return [word, *(word[:n] + word[n + 1 :] for n in range(len(word)))]


def _one_slip_apart(first: str, second: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours swapped."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    return (
        rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])
    )
