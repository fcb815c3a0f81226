"""Who says the same again and has heard the same answer twice: something else is said, never a third time the same. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

_TWICE: Final = 2
_ABOUT_THE_CHAT: Final = "L"  # the family: an insult or an "idk" tells nothing new
_STAY: Final = "utter_unclear_stay"
_ASKED_FOR_MORE: Final[Mapping[str, str]] = {"ask_what_next": "utter_helplines", "ask_for_helplines": _STAY}


def run_after(before: Sequence[Any] | None, metadata: Mapping[str, Any]) -> list[Any]:
    """How often the bot's last turn came in a row before this message, whose intent stays the same: [keys, intent, times]."""
    keys, intent = list(metadata.get("last_keys") or ()), metadata.get("intent")
    same = before is not None and before[0] == keys and before[1] == intent
    return [keys, intent, (before[2] if same and before else 0) + 1]


def stuck_turn(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The turn for somebody who would hear the same a third time running; empty otherwise."""
    keys, intent, times = slots.get("same_turn") or ((), None, 0)
    told = [id_ for id_, _ in metadata.get("situations") or () if not str(id_).startswith(_ABOUT_THE_CHAT)]
    if times < _TWICE or not keys or told:
        return ()
    other = _ASKED_FOR_MORE.get(str(intent), _STAY)
    return () if other in keys else (other,)
