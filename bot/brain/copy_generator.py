"""Rasa's NLG: every reply is an approved entry of data/copy, chosen by key; nothing is generated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversation.picture import age_in
from bot.guidance.library import Library

# Rasa's own bookkeeping arguments, which are not values for a sentence.
_NOT_VALUES = {"domain_responses", "utter_action", "response", "template", "buttons", "elements", "custom"}


def person_in(slots: Mapping[str, Any]) -> dict[str, Any]:
    """Whom a reply is worded for: country, age band and age, another language, and whether words are hard."""
    return {
        "country": slots.get("country"),
        "age_band": slots.get("age_band"),
        "age": age_in(slots),
        "writes_in": slots.get("writes_in"),
        "simple_words": bool(slots.get("simple_words")),
    }


class CopyGenerator(NaturalLanguageGenerator):
    """Renders copy entries. Gives the same wording twice only when an entry has no other."""

    def __init__(self, endpoint_config: Any = None, domain: Any = None, library: Library | None = None) -> None:
        self._library = library or Library.load(Path("data"))

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """The reply's text for Rasa, and what the worker needs to render it again with buttons and helplines."""
        values = {name: str(value) for name, value in kwargs.items() if name not in _NOT_VALUES and value is not None}
        variant = self._variant(utter_action, tracker)
        person = person_in(tracker.current_slot_values())
        draft = self._library.reply(
            utter_action,
            country=person["country"],
            age_band=person["age_band"],
            age=person["age"],
            simple_words=person["simple_words"],
            now=datetime.now(UTC),
            variant=variant,
            **values,
        )
        return {"text": draft.text, "variant": variant, "values": values, "person": person}

    @staticmethod
    def _variant(key: str, tracker: DialogueStateTracker) -> int:
        """One more than the last use of this key that the window remembers; the message's number decides the first."""
        used = [
            event.metadata.get("variant")
            for event in tracker.events
            if isinstance(event, BotUttered) and event.metadata.get("utter_action") == key
        ]
        if used and used[-1] is not None:
            return int(used[-1]) + 1
        message = tracker.latest_message
        return int((message.metadata or {}).get("seq", 0)) if message else 0
