"""In which direction a language is read."""

from __future__ import annotations

from typing import Final, Literal

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """For the `dir` attribute: "rtl" for Arabic, Hebrew, Urdu and their like. `language` is a BCP-47 tag."""
    return "rtl" if language.lower().partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
