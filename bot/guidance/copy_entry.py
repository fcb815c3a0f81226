"""One approved reply or interface word of data/copy, and one button: what is in the files, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bot.conversation.message import Style
from bot.guidance.ages import VERSIONS
from bot.guidance.faults import GuidanceDataError
from bot.guidance.helpline import Confidence, Need
from bot.guidance.placeholders import PLACEHOLDERS, unknown_gaps
from bot.safety.tiers import Tier

INTERFACE = "ui_"  # words of the page; other gaps in them are filled in the browser
_ABOUT = {"situation", "tier", "sources", "style", "reviewer", "reviewed_on", "expires_on", "confidence", "seen"}
_ENTRY = _ABOUT | {"text", "text_for", "buttons", "helplines"}
_BUTTON = {"label", "tel", "url"}
_MOST_TEXTS = 4
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """A key with 1 to 4 texts that say the same, the buttons under it and the helplines that go with it.

    `text` is right for everybody; `text_for` has other versions by age, "8_10", "11_13", "18_plus", and "simple".
    """

    key: str
    text: tuple[str, ...]
    situation: str | None = None
    tier: Tier | None = None
    style: Style = Style.PLAIN
    sources: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    helplines: tuple[Need, ...] = ()
    reviewer: str = "unreviewed"
    reviewed_on: date | None = None
    expires_on: date | None = None  # to be looked at again by then
    text_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confidence: Confidence | None = None  # of instructions that others may change: how sure they are,
    seen: str | None = None  # and when the page they rest on was seen

    def texts(self, wordings: Iterable[str] = ()) -> tuple[str, ...]:
        """The texts of the first of these versions that there is; else those for everybody."""
        return next((self.text_for[wording] for wording in wordings if wording in self.text_for), self.text)


@dataclass(frozen=True, slots=True)
class CopyButton:
    """A quick answer before its gaps are filled."""

    id: str
    label: str
    tel: str | None = None
    url: str | None = None


def read_entry(file: Path, key: str, value: Any) -> CopyEntry:
    """An entry in its long form, or a plain text for an interface word."""
    if isinstance(value, str):
        value = {"text": [value]}
    if not isinstance(value, dict) or (unknown := sorted(value.keys() - _ENTRY)):
        problem = f"Unknown: {', '.join(unknown)}." if isinstance(value, dict) else "This is not an entry."
        raise GuidanceDataError(file, key, problem, f"An entry may have: {', '.join(sorted(_ENTRY))}.")
    return CopyEntry(
        key=key,
        text=_texts(file, key, value, "text"),
        text_for=_text_for(file, key, value.get("text_for") or {}),
        situation=value.get("situation"),
        tier=_name_of(file, key, "tier", value.get("tier"), {tier.name: tier for tier in Tier}),
        style=_name_of(file, key, "style", value.get("style"), {style.value: style for style in Style}) or Style.PLAIN,
        sources=_strings(file, key, value, "sources"),
        buttons=_strings(file, key, value, "buttons"),
        helplines=_needs(file, key, value),
        reviewer=str(value.get("reviewer", "unreviewed")),
        reviewed_on=_day(file, key, value, "reviewed_on"),
        expires_on=_day(file, key, value, "expires_on"),
        confidence=_name_of(file, key, "confidence", value.get("confidence"), {level.value: level for level in Confidence}),
        seen=value.get("seen"),
    )


def _texts(file: Path, key: str, value: dict[str, Any], field_: str) -> tuple[str, ...]:
    found = _strings(file, key, value, field_)
    if not 1 <= len(found) <= _MOST_TEXTS or not all(alternative.strip() for alternative in found):
        raise GuidanceDataError(file, key, "Wrong number of texts.", f"Give 1 to {_MOST_TEXTS} that say the same.")
    for alternative in found if not key.startswith(INTERFACE) else ():
        _check_gaps(file, key, alternative)
    return found


def _text_for(file: Path, key: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or (set(value) - set(VERSIONS)):
        raise GuidanceDataError(file, key, "`text_for` has an unknown version.", f"Use: {', '.join(VERSIONS)}, in quotes.")
    return {wording: _texts(file, f"{key} for {wording}", value, wording) for wording in value}


def _day(file: Path, key: str, value: dict[str, Any], field_: str) -> date | None:
    found = value.get(field_)
    if found is None or type(found) is date:
        return found
    raise GuidanceDataError(file, key, f"`{field_}` is no day: {found}.", "Write it as 2026-11-30, without quotes, or null.")


def read_button(file: Path, id_: str, value: Any) -> CopyButton:
    """A button of `buttons:`."""
    shaped = isinstance(value, dict) and "label" in value and set(value) <= _BUTTON
    if not shaped or not all(isinstance(part, str) for part in value.values()):
        raise GuidanceDataError(file, id_, "This is not a button.", 'Write {label: "Yes"}; tel and url are texts too.')
    for part in value.values():
        _check_gaps(file, id_, part)
    return CopyButton(id_, **value)


def _needs(file: Path, key: str, value: dict[str, Any]) -> tuple[Need, ...]:
    allowed = {need.value: need for need in Need}
    found = [_name_of(file, key, "helplines", name, allowed) for name in _strings(file, key, value, "helplines")]
    return tuple(need for need in found if need is not None)


def _name_of(file: Path, key: str, field: str, value: Any, allowed: dict[str, _T]) -> _T | None:
    if value is not None and value not in allowed:
        raise GuidanceDataError(file, key, f"`{field}` cannot be {value}.", f"Use one of: {', '.join(allowed)}.")
    return allowed.get(value)


def _strings(file: Path, key: str, value: dict[str, Any], field: str) -> tuple[str, ...]:
    found = value.get(field) or []
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise GuidanceDataError(file, key, f"`{field}` is not a list of texts.", "Start each with `- `, in quotes.")
    return tuple(found)


def _check_gaps(file: Path, place: str, text: str) -> None:
    if unknown := unknown_gaps(text):
        raise GuidanceDataError(
            file, place, f"Unknown placeholder: {', '.join(sorted(unknown))}.", f"There are: {', '.join(sorted(PLACEHOLDERS))}."
        )
