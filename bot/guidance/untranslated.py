"""The mark before a text that still waits for its translation, as in "[en] Talk to a person"."""

from __future__ import annotations

import re

_MARK = re.compile(r"\[[a-z]{2,3}(?:-[A-Za-z0-9]+)*\]\s")


def mark(text: str, language: str) -> str:
    """The text of another language, marked so that nobody can take it for a translation."""
    return f"[{language}] {text}"


def is_untranslated(text: str) -> bool:
    """Whether a text still carries the mark."""
    return _MARK.match(text) is not None
