"""How the bot words the call for a person. Never that one is coming: only that one was asked, and what is true meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def person_reply(metadata: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The reply key and its values. The hand-off itself was opened before Rasa was called."""
    if not metadata.get("counsellors_here"):
        return ("utter_person_out_of_hours" if metadata.get("out_of_hours") else "utter_person_none_here"), {}
    place = metadata.get("queue_place")
    if place is None or not metadata.get("person_just_called"):
        return "utter_person_already_asked", {}
    return "utter_person_asked", {"queue_place": str(place)}
