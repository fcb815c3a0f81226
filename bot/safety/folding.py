"""Brings any Unicode text down to plain small letters, and remembers where each letter came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_REPLACED = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u0060\u00b4\uff07", "'"),
    **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c", "\n"),
    **dict.fromkeys("\u3164\u115f\u1160\uffa0", ""),  # letters that draw nothing
    # Letters of other alphabets that are drawn like Latin ones.
    **dict(zip("абвгеёзіјкмнорѕстухһԁԛԝ", "abbreezijkmhopsctyxhdqw", strict=True)),
    **dict(zip("αβεηικμνορτυχωϲ", "abenikmvoptuxwc", strict=True)),
    **dict(zip("ıɩɪʏɴʀʟɢʜʙᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ", "iiiynrlghbacdejkmoptuvwzs", strict=True)),
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ß": "ss",
}
# Letters in boxes and flags: 🇰🇲🇸, 🅺🅼🆂.
_BOXED = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` in small plain letters; `origins[n]` is the offset, in the original, of the character that gave text[n]."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] (not empty) stands in the original."""
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str, pictures: Mapping[str, str] | None = None) -> Folded:
    """Without capitals, accents, look-alikes, invisible and direction signs; `pictures` turns emoji into words."""
    if text.isascii():
        return Folded(text.replace("`", "'").lower(), range(len(text)))
    parts: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        plain = f" {pictures[character]} " if pictures and character in pictures else _fold_character(character)
        parts.append(plain)
        origins.extend([offset] * len(plain))
    return Folded("".join(parts), origins)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _REPLACED:
        return _REPLACED[character]
    for first in _BOXED:
        if first <= ord(character) < first + 26:
            return chr(ord("a") + ord(character) - first)
    if unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    if unicodedata.category(character) == "Nd":  # ٢ and २ are 2
        return str(unicodedata.digit(character))
    plain = (
        part for part in unicodedata.normalize("NFKD", character).casefold() if unicodedata.category(part) not in {"Mn", "Me"}
    )
    return "".join(_REPLACED.get(part, part) for part in plain)
