"""What is said when nothing was understood: gentler each time, then a person. Never the same twice in a row."""

from __future__ import annotations

from typing import Final

_LADDER: Final = ("utter_unclear_first", "utter_unclear_second", "utter_unclear_third")
_AFTER: Final = ("utter_helplines", "utter_unclear_third")


def unclear_reply(count: int) -> str:
    """The reply to the `count`th unclear message in a row (1 is the first)."""
    place = max(count, 1) - 1
    return _LADDER[place] if place < len(_LADDER) else _AFTER[(place - len(_LADDER)) % len(_AFTER)]
