"""Gives words that a young person can copy and show to an adult."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of
from bot.conversation.message_to_show import INTRODUCTION, MESSAGE, parts


class ActionWriteMessageToShow(Action):
    """Made of approved sentences, by what was told."""

    def name(self) -> str:
        return "action_write_message_to_show"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        dispatcher.utter_message(response=INTRODUCTION)
        dispatcher.utter_message(response=MESSAGE, then=" ".join(parts(case_of(tracker))))
        return []
