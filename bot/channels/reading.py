"""Reads what a platform sent without ever raising: whatever is not of the expected kind is as if it were not there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

_IDENTIFIER: Final = re.compile(r"[!-~]{1,512}")  # printable ASCII: no platform writes an id in anything else


def json_of(body: bytes) -> Any:
    """The JSON of a body; None when it is none. Deeper nesting than any platform uses is none either."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def mapping(value: Any, *path: str) -> Mapping[str, Any]:
    """The object at a path of keys; an empty one where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def objects(value: Any, key: str) -> Iterator[Mapping[str, Any]]:
    """The objects in the list under a key."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return (one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else iter(())


def text(value: Mapping[str, Any], key: str) -> str:
    """The text under a key; empty where there is none."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


def identifier(value: Mapping[str, Any], key: str) -> str:
    """The platform's id under a key; empty where there is none, or what no platform would call something."""
    found = text(value, key)
    return found if _IDENTIFIER.fullmatch(found) else ""


def identifiers(value: Mapping[str, Any], key: str) -> list[str]:
    """The platform's ids in the list under a key."""
    found = value.get(key)
    return [one for one in found if isinstance(one, str) and _IDENTIFIER.fullmatch(one)] if isinstance(found, list) else []


def number(value: Mapping[str, Any], key: str) -> str:
    """The whole number under a key, as text, also where the platform writes it as text; empty where there is none."""
    found = value.get(key)
    if isinstance(found, str) and found.lstrip("-").isdecimal() and found.isascii():
        return found
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def moment(value: Mapping[str, Any], key: str, *, per_second: int = 1) -> datetime | None:
    """The moment under a key, given in seconds since 1970, or in parts of them; None where there is none that can be."""
    found = number(value, key)
    try:
        return datetime.fromtimestamp(int(found) / per_second, UTC) if found else None
    except (ValueError, OverflowError, OSError):
        return None


def written_moment(value: Mapping[str, Any], key: str) -> datetime | None:
    """The moment under a key, written as ISO 8601 has it; None where there is none that can be. Without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text(value, key))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def mailed_moment(value: Mapping[str, Any], key: str) -> datetime | None:
    """The moment under a key, written as in the head of a mail; None where there is none that can be."""
    try:
        found = parsedate_to_datetime(text(value, key))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
