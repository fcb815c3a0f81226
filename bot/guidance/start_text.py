"""The first words of the first screen, where the operator has put their own in place of those of the copy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.guidance.wording import load_wording
from bot.guidance.wording_check import never_said

_MOST: Final = 60  # characters: two lines on a small telephone
_CURE: Final = f"Cure: one line of at most {_MOST} characters, or leave it empty."


class StartTextError(ValueError):
    """It may not be said, or does not fit."""


def read_start_text(text: str, copy_folder: Path, language: str) -> str:
    """The words as they are shown; empty where there are none. They are held to what is never said in this language.

    `copy_folder`: data/copy. Raises StartTextError.
    """
    words = text.strip()
    if len(words) > _MOST or not words.isprintable():
        raise StartTextError(f"UNHOOK_START_TEXT is too long, or more than one line. {_CURE}")
    if set("{}<>") & set(words):
        raise StartTextError(f"UNHOOK_START_TEXT: nothing is filled in there, and it holds no HTML. {_CURE}")
    if broken := never_said(words, load_wording(copy_folder / language)):
        raise StartTextError(f"UNHOOK_START_TEXT breaks a rule of data/copy/{language}/wording.yml: {', '.join(broken)}. {_CURE}")
    return words
