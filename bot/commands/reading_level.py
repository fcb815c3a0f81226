"""Counts reading levels with textstat, where it is installed: `make setup` brings it, a bare server needs none."""

from __future__ import annotations

from bot.guidance.wording import Reading
from bot.guidance.wording_check import Score


def reading_level(reading: Reading | None) -> Score | None:
    """The formula of a language as a function of a text; None without a formula or without textstat."""
    if reading is None:
        return None
    try:
        import textstat
    except ImportError:
        return None
    counter = type(textstat.textstat)()  # its own, because the language is a state of the object
    counter.set_lang(reading.locale)
    return lambda text: float(getattr(counter, reading.formula)(text))
