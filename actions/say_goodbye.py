"""Lets a young person go (L04)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, say
from bot.conversation.answers import answer_goodbye


class ActionSayGoodbye(Action):
    """Never holds them back; where risk was raised it checks once."""

    def name(self) -> str:
        return "action_say_goodbye"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        say(dispatcher, tracker, answer_goodbye(case_of(tracker)))
        return []
