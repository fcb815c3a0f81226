"""Answers what was not understood (L09, and Rasa's fallback)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, metadata_of, say
from bot.conversation.owner import Owner
from bot.conversation.unclear import unclear_reply


class ActionHandleUnclear(Action):
    """Gentler each time, then a person; never a loop."""

    def name(self) -> str:
        return "action_handle_unclear"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        waiting = metadata_of(tracker).get("owner") == Owner.WAITING
        say(dispatcher, tracker, (unclear_reply(case_of(tracker).unclear_count, person_called=waiting),))
        return []
