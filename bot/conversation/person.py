"""How the bot words the call for a person. Never that one is coming: only that one was asked, and what is true meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.conversation.case import tier_named
from bot.safety.tiers import Tier

CALLED_FOR_YOU: Final = "utter_called_for_you"
_ABOUT_THE_PERSON: Final = "utter_person_"  # what the replies begin with that say so too


def person_reply(metadata: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The reply key and its values. The hand-off itself was opened before Rasa was called."""
    if not metadata.get("counsellors_here"):
        return ("utter_person_out_of_hours" if metadata.get("out_of_hours") else "utter_person_none_here"), {}
    place = metadata.get("queue_place")
    if place is None or not metadata.get("person_just_called"):
        return "utter_person_already_asked", {}
    return "utter_person_asked", {"queue_place": str(place)}


def owes_word_of_call(turn: Sequence[str], metadata: Mapping[str, Any]) -> bool:
    """Whether a turn (reply keys) of one bubble must begin with CALLED_FOR_YOU: a person was called who was not asked for.

    In longer turns the second bubble says it (`offer`, `crisis_turn`), or asks something and must stay. At T0 nothing comes
    before the number. A screen that somebody else may see shows nothing of it. Whether the one bubble says it itself is for
    whoever has its text to see.
    """
    tier = tier_named(metadata.get("tier"))
    called = metadata.get("person_just_called") and (metadata.get("live_person") or tier.needs_person)
    if not called or metadata.get("watched") or tier >= Tier.T0:
        return False
    return len(turn) == 1 and not turn[0].startswith(_ABOUT_THE_PERSON)
