"""A short exercise for the body, another one each time."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import metadata_of, say
from bot.conversation.slow_down import exercise


class ActionSlowDown(Action):
    """Grounding, then breathing, in turn."""

    def name(self) -> str:
        return "action_slow_down"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        say(dispatcher, tracker, (exercise(metadata_of(tracker).get("last_keys") or ()),))
        return []
