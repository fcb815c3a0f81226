"""The words that only messaging apps need: what people type instead of pressing a button, and how answers are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.conversation.app_words import AppWords, Wish, plain
from bot.guidance.faults import GuidanceDataError, read_mapping

FILE: Final = "app_words.yml"
_FIELDS: Final = frozenset({"pick", *(wish.value for wish in Wish)})


@dataclass(frozen=True, slots=True)
class AppTexts:
    """In one language. `call` and `text` have the gaps {phone} and {sms}."""

    words: AppWords
    pick: str
    call: str = "{phone}"
    text: str = "{sms}"


def load_app_texts(data_dir: Path) -> dict[str, AppTexts]:
    """Read `copy/<language>/app_words.yml`, by language. Raises GuidanceDataError."""
    return {file.parent.name: _read(file) for file in sorted((data_dir / "copy").glob(f"*/{FILE}"))}


def _read(file: Path) -> AppTexts:
    told: Any = read_mapping(file).get("app_words")
    if not isinstance(told, Mapping) or set(told) != _FIELDS:
        cure = f"Give exactly: {', '.join(sorted(_FIELDS))}."
        raise GuidanceDataError(file, "app_words", "Something is missing, or not known.", cure)
    wishes = {wish: _words(file, wish, told[wish.value]) for wish in Wish}
    if shared := wishes[Wish.STOP] & wishes[Wish.DELETE]:
        raise GuidanceDataError(file, "app_words", f"{min(shared)} stands under two wishes.", "Leave one.")
    return AppTexts(AppWords(wishes), str(told["pick"]))


def _words(file: Path, wish: Wish, told: Any) -> frozenset[str]:
    if not isinstance(told, list) or not told or not all(isinstance(one, str) and plain(one) for one in told):
        raise GuidanceDataError(file, f"app_words: {wish.value}", "This is not a list of words.", 'Start each with `- "`.')
    return frozenset(plain(one) for one in told)
