"""Recognises what somebody asks, by named lists of the same patterns that the risk rules are written in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.safety.phrases import Language, PhraseError
from bot.safety.riskfile import RiskFileError, check_texts, read_section
from bot.safety.rulebook import Cue, Rulebook
from bot.safety.rules import WORDS, read_words
from bot.safety.spelling import Spelling
from bot.safety.views import Views


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of one language that are known by name."""

    names: frozenset[str]
    _rulebook: Rulebook
    _views: Views

    @classmethod
    def load(cls, path: Path, words_of: Path) -> Questions:
        """Read `questions:` of a file; `words_of` is the language's folder of data/risk. Raises RiskFileError."""
        words = read_words(words_of / WORDS)
        language = Language(words["lists"], words["short_forms"], words["everyday"])
        cues = [_cue(path, language, str(name), patterns) for name, patterns in read_section(path, "questions").items()]
        known = {word for cue in cues for phrase in cue.any for word in phrase.words} | set(words["short_forms"])
        views = Views(Spelling(known, sorted(words["forgiving"])), words["short_forms"], words["pictures"])
        return cls(frozenset(cue.name for cue in cues), Rulebook(cues), views)

    def asked(self, text: str) -> frozenset[str]:
        """The names of those that a text asks. Total: any text has an answer."""
        return frozenset(cue.name for cue in self._rulebook.find(self._views.of(text)))


def _cue(path: Path, language: Language, name: str, patterns: object) -> Cue:
    where = f"`questions:` {name}"
    try:
        return Cue(name, tuple(language.compile(pattern) for pattern in check_texts(path, where, patterns)))
    except PhraseError as error:
        raise RiskFileError(path, where, str(error)) from error
