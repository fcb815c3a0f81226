"""Says the one step that comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import say
from bot.conversation.steps import NEXT_STEP


class ActionOfferNextStep(Action):
    """The second bubble of most rules, and the whole answer to "what now"."""

    def name(self) -> str:
        return "action_offer_next_step"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        say(dispatcher, tracker, (NEXT_STEP,))
        return []
