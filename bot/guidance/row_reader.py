"""Reads one row of data/helplines into a `Helpline`, or says what to change in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.guidance.ages import Ages
from bot.guidance.faults import GuidanceDataError
from bot.guidance.helpline import KINDS, Confidence, Helpline, Need, Sms
from bot.guidance.hours_reader import HoursShapeError, read_hours

REQUIRED = frozenset({"id", "name", "kind", "sources", "confidence", "as_of"})
_REACHED = frozenset({"phone", "sms", "url", "chat_url", "hours", "timezone"})
_SERVES = frozenset({"ages", "languages", "free", "region", "any_worry", "finder_for"})
OPTIONAL = _REACHED | _SERVES | {"note", "maintainers"}
_TEXTS = ("id", "name", "as_of", "phone", "url", "chat_url", "region", "note", "maintainers", "timezone")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_AS_OF = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one file."""

    file: Path
    country: str
    timezone: str

    def read(self, row: Any, number: int) -> Helpline:
        """One row; `number` counts from 1 and names a row that has no id."""
        if not isinstance(row, dict):
            raise GuidanceDataError(self.file, f"row {number}", "This row is not a mapping.", "Start it with `- id: ...`.")
        place = f"row {number} ({row.get('id', 'no id')})"
        try:
            self._check_fields(row)
            line = self._build(row)
            _check_reachable(line)
        except (HoursShapeError, _RowError) as error:
            raise GuidanceDataError(self.file, place, "This row cannot be used.", str(error)) from error
        return line

    def _check_fields(self, row: Mapping[str, Any]) -> None:
        if missing := sorted(name for name in REQUIRED if row.get(name) is None):
            raise _RowError(f"Add: {', '.join(missing)}.")
        if unknown := sorted(str(name) for name in row.keys() - REQUIRED - OPTIONAL):
            raise _RowError(f"Remove or rename: {', '.join(unknown)}. A row may have: {', '.join(sorted(REQUIRED | OPTIONAL))}.")
        for name in _TEXTS:
            if not isinstance(row.get(name), str | None):
                raise _RowError(f"Put `{name}` in quotes: YAML read it as {type(row[name]).__name__}.")
        if not row["id"].startswith(f"{self.country.lower()}-"):
            raise _RowError(f"Let the id start with {self.country.lower()}-.")

    def _build(self, row: Mapping[str, Any]) -> Helpline:
        return Helpline(
            id=row["id"],
            country=self.country,
            name=row["name"],
            kind=_one_of(row["kind"], KINDS, "kind"),
            confidence=Confidence(_one_of(row["confidence"], [str(level) for level in Confidence], "confidence")),
            as_of=_as_of(row["as_of"]),
            sources=_texts(row["sources"], "sources"),
            phone=row.get("phone"),
            sms=_sms(row.get("sms")),
            url=_https(row.get("url")),
            chat_url=_https(row.get("chat_url")),
            hours=read_hours(row.get("hours"), self._zone(row.get("timezone"))),
            ages=_ages(row.get("ages")),
            languages=_languages(row.get("languages")),
            free=_flag(row.get("free"), "free"),
            region=row.get("region"),
            any_worry=_flag(row.get("any_worry"), "any_worry") is True,
            finder_for=tuple(Need(_one_of(need, list(Need), "finder_for")) for need in row.get("finder_for") or ()),
            note=row.get("note"),
            maintainers=row.get("maintainers"),
        )

    def _zone(self, name: str | None) -> ZoneInfo:
        try:
            return ZoneInfo(name or self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise _RowError(
                f"`timezone` {name or self.timezone} is not known: use an IANA name, such as Europe/London."
            ) from error


class _RowError(ValueError):
    """What to change in a row."""


def _check_reachable(line: Helpline) -> None:
    if not line.ways and not line.chat_url and not (line.kind == Need.POLICE_REPORT and line.note):
        raise _RowError("Give a phone, sms, url or chat_url. Only a police_report row may say in its `note` where to go instead.")


def _one_of(value: Any, allowed: Any, field: str) -> str:
    if value not in allowed:
        raise _RowError(f"`{field}` is one of: {', '.join(allowed)}.")
    return str(value)


def _as_of(value: str) -> str:
    cure = '`as_of` is a quoted date: "2026", "2026-09" or "2026-09-29".'
    if _AS_OF.fullmatch(value) is None:
        raise _RowError(cure)
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError as error:
        raise _RowError(cure) from error
    return value


def _texts(value: Any, field: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(text, str) and text.strip() for text in value):
        raise _RowError(f"`{field}` is a list of short texts, at least one.")
    return tuple(value)


def _languages(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(tag, str) and _LANGUAGE.fullmatch(tag) for tag in value):
        raise _RowError('`languages` is a list of BCP-47 tags; quote "no", which YAML reads as false.')
    return tuple(value)


def _sms(value: Any) -> Sms | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"to", "say"} or not isinstance(value.get("to"), str):
        raise _RowError('`sms` is {to: "12345", say: HELLO}; `to` is quoted, `say` may be left out.')
    return Sms(value["to"], value.get("say"))


def _https(value: str | None) -> str | None:
    if value is not None and not value.startswith("https://"):
        raise _RowError("Addresses start with https://.")
    return value


def _ages(value: Any) -> Ages:
    if value is None:
        return Ages()
    if not isinstance(value, dict) or set(value) - {"min", "max"} or not all(isinstance(years, int) for years in value.values()):
        raise _RowError("`ages` is {min: 13, max: 17}, inclusive; leave out what is not limited.")
    return Ages(value.get("min"), value.get("max"))


def _flag(value: Any, field: str) -> bool | None:
    if not isinstance(value, bool | None):
        raise _RowError(f"`{field}` is true or false, or left out when unknown.")
    return value
