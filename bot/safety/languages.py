"""Tells when a message is clearly in another language than the chat. A hint for an offer, never a gate: every rule runs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.safety.folding import fold
from bot.safety.riskfile import check_keys, check_texts, read_section

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.34  # of the words are everyday words of that language, and of no other
_FEWEST = 2
_FEWEST_LETTERS = 4  # "ta" and "yeh" are English too
_SCRIPT_SHARE = 0.5  # of the letters


@dataclass(frozen=True)
class Languages:
    """The everyday words and the script of each language, from data/languages.yml."""

    words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, str]  # beginning of a Unicode letter name, as in "ARABIC" -> language

    @classmethod
    def load(cls, path: Path) -> Languages:
        """Read data/languages.yml. Raises RiskFileError."""
        words: dict[str, frozenset[str]] = {}
        scripts: dict[str, str] = {}
        for code, entry in read_section(path, "languages").items():
            known = frozenset({"name", "words", "script"})
            fields = check_keys(path, f"`{code}:`", entry, known=known, needed=frozenset({"name"}))
            if "words" in fields:
                words[code] = frozenset(fold(word).text for word in check_texts(path, f"`{code}:` words", fields["words"]))
            if "script" in fields:
                scripts[str(fields["script"])] = code
        return cls(words, scripts)

    def other_than(self, own: str, text: str) -> str | None:
        """The language (BCP-47) a text is clearly in, unless that is `own`; None when it is not clear."""
        return self._by_words(own, text) or self._by_script(text)

    def _by_script(self, text: str) -> str | None:
        if text.isascii():
            return None
        letters = [letter for letter in text if letter.isalpha()]
        names = [unicodedata.name(letter, "") for letter in letters if not letter.isascii()]
        for script, code in self.scripts.items():
            if sum(name.startswith(script) for name in names) > _SCRIPT_SHARE * len(letters):
                return code
        return None

    def _by_words(self, own: str, text: str) -> str | None:
        said = _WORD.findall(fold(text).text.replace("'", ""))
        if not self.words or sum(map(len, said)) < _FEWEST_LETTERS:
            return None
        counts = Counter(code for word in said for code in self._by_word.get(word, ()))
        best = max(self.words, key=lambda code: counts[code])
        distinct = len({word for word in said if word in self.words[best]})
        clear = distinct >= min(_FEWEST, len(said)) and counts[best] >= _SHARE * len(said) and counts[best] > counts[own]
        return best if clear and best != own else None

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[str]]:
        """The languages that each word is one of."""
        codes: dict[str, list[str]] = {}
        for code, known in self.words.items():
            for word in known:
                codes.setdefault(word, []).append(code)
        return codes
