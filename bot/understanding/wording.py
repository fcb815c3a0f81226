"""What people type, in plain words: the extra view in which a message is read besides the one as it was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.safety.folding import fold
from bot.safety.spelling import Spelling
from bot.safety.views import STOP, Views

SEEN_OFTEN = 8  # examples that hold a word before one slip in it is forgiven
FORGIVEN_FROM = 4  # letters: only an extra view, so a wrong repair of a short word costs little
_WORD = re.compile(r"[^\W\d_]+")
_TYPED = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019")


@dataclass(frozen=True)
class Wording:
    """Undoes emoji, disguised and mistyped letters and short forms, towards the words that the model has seen."""

    short_forms: Mapping[str, Sequence[str]]
    pictures: Mapping[str, str]
    known: Sequence[str]  # words of more than one example: never changed
    frequent: Sequence[str]  # those of them that are found with one slip in them

    @classmethod
    def learn(
        cls,
        texts: Iterable[str],
        short_forms: Mapping[str, Sequence[str]],
        pictures: Mapping[str, str],
        foreign: frozenset[str] = frozenset(),
    ) -> Wording:
        """Take the words from examples. No slip is repaired towards a word of the `foreign` ones: it is most often English."""
        counts: Counter[str] = Counter()
        own: Counter[str] = Counter()
        for text in texts:
            words = set(_WORD.findall(fold(text).text.replace("'", "")))
            counts.update(words)
            own.update(words if text not in foreign else ())
        frequent = sorted((word for word, times in own.items() if times >= SEEN_OFTEN), key=lambda word: (-own[word], word))
        return cls(short_forms, pictures, sorted(word for word, times in counts.items() if times > 1), frequent)

    def plain(self, text: str) -> str:
        """The text in plain words; the same text where there is nothing to undo."""
        return self._views.plain(text)

    def beside(self, text: str) -> str | None:
        """The text in plain words where they help: something was undone that the model has not often read as it was typed.

        A slip, a disguise, a picture, a short form of few examples. Of "im" and "dont" it has read hundreds: there a second view
        says nothing new, and costs as much as the first.
        """
        plain = self.plain(text)
        typed = set(_TYPED.findall(text.casefold().translate(_APOSTROPHES)))
        known = {part for short in typed & self._usual for part in self.short_forms[short][0].split()}
        return plain if set(plain.split()) - typed - known - {STOP} else None

    def as_json(self) -> dict[str, Any]:
        return {
            "short_forms": {short: list(forms) for short, forms in self.short_forms.items()},
            "pictures": dict(self.pictures),
            "known": list(self.known),
            "frequent": list(self.frequent),
        }

    @classmethod
    def from_json(cls, about: Mapping[str, Any]) -> Wording:
        return cls(about["short_forms"], about["pictures"], about["known"], about["frequent"])

    @cached_property
    def _usual(self) -> frozenset[str]:
        """Short forms of many examples."""
        return frozenset(self.frequent) & self.short_forms.keys()

    @cached_property
    def _views(self) -> Views:
        return Views(Spelling([*self.known, *self.short_forms], self.frequent, FORGIVEN_FROM), self.short_forms, self.pictures)
