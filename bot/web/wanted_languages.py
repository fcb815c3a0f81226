"""Which languages somebody would like whose script has not come: what the address asks for, then what their browser tells."""

from __future__ import annotations

import re
from typing import Final

_MOST: Final = 12
_CHOICE: Final = re.compile(r"\s*([A-Za-z][\w-]{1,34})\s*(?:;\s*q\s*=\s*([\d.]{1,5}))?\s*")


def wanted_languages(asked: str, header: str) -> list[str]:
    """Tags, the dearest first. `header`: as in Accept-Language, "es-MX,es;q=0.9"; what cannot be read there is passed over."""
    choices = [found for part in header.split(",")[:_MOST] if (found := _CHOICE.fullmatch(part))]
    dearest_first = sorted(choices, key=lambda found: -_weight(found[2]))
    return [*([asked] if asked else []), *(found[1] for found in dearest_first)]


def _weight(quality: str | None) -> float:
    try:
        return 1.0 if quality is None else float(quality)
    except ValueError:
        return 0.0
