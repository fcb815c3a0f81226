"""Fills the slots from what is known about the latest message."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import metadata_of
from bot.conversation.facts import facts_from


class ActionNoteFacts(Action):
    """Custom slot mapping: Rasa runs it once for every message, before any rule or policy."""

    def name(self) -> str:
        return "action_note_facts"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        facts = facts_from(metadata_of(tracker), tracker.current_slot_values())
        return [SlotSet(slot, value) for slot, value in facts.items()]
