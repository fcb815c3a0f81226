"""Tells when a message is clearly in another language than the chat. A hint for an offer, never a gate: every rule runs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.safety.folding import fold
from bot.safety.riskfile import RiskFileError, check_keys, check_texts, read_section

_WORD = re.compile(r"\d*[^\W\d_][^\W_]*")  # "3ayez" is a word
_SHARE = 0.34  # of the words are everyday words of that language, and of no other
_FEWEST = 2
_FEWEST_LETTERS = 4  # "ta" and "yeh" are English too
_SHORT = 2  # letters: "p", "mi" and "ha" alone prove nothing
_SURE = 2  # everyday words are worth one that no English sentence has
_STEM = "~"
_START = 4  # letters by which stems are looked up; none is shorter
_SCRIPT_SHARE = 0.5  # of the letters
_KNOWN = frozenset({"name", "words", "sure", "letters", "script"})
_NO_LANGUAGE: Mapping[str, int] = {}

_Told = tuple[str, Mapping[str, int]]  # a word as it was said, and how much each language claims it


@dataclass(frozen=True)
class Languages:
    """What tells each language, from data/languages.yml. Every mapping is by language but `scripts`."""

    words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, Sequence[str]]  # beginning of a Unicode letter name, as in "ARABIC" -> languages, the likeliest first
    sure: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stems: Mapping[str, frozenset[str]] = field(default_factory=dict)  # "chantaje": every word that begins so is sure
    letters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Languages:
        """Read data/languages.yml. Raises RiskFileError."""
        listed: dict[str, dict[str, frozenset[str]]] = {"words": {}, "sure": {}, "stems": {}, "letters": {}}
        scripts: dict[str, list[str]] = {}
        for code, entry in read_section(path, "languages").items():
            fields = check_keys(path, f"`{code}:`", entry, known=_KNOWN, needed=frozenset({"name"}))
            if "words" in fields:
                listed["words"][code] = _listed(path, f"`{code}:` words", fields["words"])
            if "sure" in fields:
                sure = _listed(path, f"`{code}:` sure", fields["sure"])
                listed["stems"][code] = frozenset(word.removesuffix(_STEM) for word in sure if word.endswith(_STEM))
                listed["sure"][code] = frozenset(word for word in sure if not word.endswith(_STEM))
                if short := [stem for stem in listed["stems"][code] if len(stem) < _START]:
                    raise RiskFileError(path, f"`{code}:` sure", f"`{short[0]}~` is too short, write {_START} letters or more")
            if "letters" in fields:
                listed["letters"][code] = frozenset(str(fields["letters"]))
            if "script" in fields:
                scripts.setdefault(str(fields["script"]), []).append(code)
        return cls(scripts=scripts, **listed)

    def other_than(self, own: str, text: str) -> str | None:
        """The language (BCP-47) a text is clearly in, unless that is `own`; None when it is not clear."""
        said = _WORD.findall(text.lower().replace("'", "").replace("\u2019", ""))
        script = self._script(text)
        by_letters = script is not None or len(said) > 1  # a "jalapeño" alone is English too, and so is the safe word "piña"
        told = [(word, by) for word in said if (by := self._told_by(word, by_letters=by_letters))]
        points = Counter[str]()
        for _, by in told:
            for code, weight in by.items():
                points[code] += weight
        if script is not None:
            best = self._most(self.scripts[script], own, told, points)
        else:
            best = self._by_words(own, said, told, points)
        return best if best != own else None

    def _by_words(self, own: str, said: Sequence[str], told: Sequence[_Told], points: Counter[str]) -> str:
        """The language most of the words are of; `own` where that is not clear."""
        most = max(points.values(), default=0)
        if most <= points[own] or most < _SHARE * len(said) or sum(map(len, said)) < _FEWEST_LETTERS:
            return own
        best = self._most(points, own, told, points)
        heard = {word: by[best] for word, by in told if best in by}
        distinct = sum(heard.values()) >= min(_FEWEST, len(said))
        theirs = {word for word, by in told if best in by and own not in by}
        long_enough = any(len(word) > _SHORT for word in theirs) or len(theirs) > _FEWEST
        return best if distinct and long_enough else own

    @staticmethod
    def _most(codes: Iterable[str], own: str, told: Sequence[_Told], points: Counter[str]) -> str:
        """Whose words are the most; of equals the one with words that few others have, then `own`, then the first."""
        most = max(points[code] for code in codes)
        tied = [code for code in codes if points[code] == most]
        if len(tied) == 1:
            return tied[0]
        return max(tied, key=lambda code: (sum(1 / len(by) for _, by in told if code in by), code == own))

    def _script(self, text: str) -> str | None:
        if text.isascii():
            return None
        letters = [letter for letter in text if letter.isalpha()]
        names = [unicodedata.name(letter, "") for letter in letters if not letter.isascii()]
        for script in self.scripts:
            if sum(name.startswith(script) for name in names) > _SCRIPT_SHARE * len(letters):
                return script
        return None

    def _told_by(self, word: str, *, by_letters: bool) -> Mapping[str, int]:
        """The languages a word in small letters is of, and how much it says so."""
        plain = _plain(word)
        told = self._by_word.get(plain, _NO_LANGUAGE)
        if stems := self._by_start.get(plain[:_START]):
            for stem in filter(plain.startswith, stems):
                told = {**told, **self._by_stem[stem]}
        if by_letters and not word.isascii():
            told = {**{code: 1 for code, own in self.letters.items() if not own.isdisjoint(word)}, **told}
        return told

    @cached_property
    def _by_word(self) -> Mapping[str, Mapping[str, int]]:
        both = _turned(self.words, 1)
        for word, codes in _turned(self.sure, _SURE).items():
            both[word] = both.get(word, {}) | codes
        return both

    @cached_property
    def _by_stem(self) -> Mapping[str, Mapping[str, int]]:
        return _turned(self.stems, _SURE)

    @cached_property
    def _by_start(self) -> Mapping[str, Sequence[str]]:
        starts: dict[str, list[str]] = {}
        for stem in self._by_stem:
            starts.setdefault(stem[:_START], []).append(stem)
        return starts


def _turned(words: Mapping[str, frozenset[str]], weight: int) -> dict[str, dict[str, int]]:
    """For each word, the languages that have it, with that weight."""
    turned: dict[str, dict[str, int]] = {}
    for code, known in words.items():
        for word in known:
            turned.setdefault(word, {})[code] = weight
    return turned


def _listed(path: Path, where: str, lines: object) -> frozenset[str]:
    """The words of some lines, as they are looked up. Raises RiskFileError."""
    return frozenset(_plain(word) for line in check_texts(path, where, lines) for word in line.split())


def _plain(word: str) -> str:
    """As the lists have it: without accents, but letters of other alphabets stay what they are."""
    if word.isascii():
        return word
    return word.replace("ё", "е") if unicodedata.name(word[0], "").startswith("CYRILLIC") else fold(word).text
