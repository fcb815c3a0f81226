"""Answers what was not understood (L09, and Rasa's fallback)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, intent_of, metadata_of, say
from bot.conversation.owner import Owner
from bot.conversation.unclear import NOTHING_CLEAR, answer_unclear


class ActionHandleUnclear(Action):
    """Gentler each time, then a person; never a loop."""

    def name(self) -> str:
        return "action_handle_unclear"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        waiting = metadata_of(tracker).get("owner") == Owner.WAITING
        said_nothing = intent_of(tracker) == NOTHING_CLEAR
        say(dispatcher, tracker, answer_unclear(case_of(tracker), person_called=waiting, said_nothing=said_nothing))
        return []
