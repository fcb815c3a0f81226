"""Answers a threat to share (A01) and "will they really do it" (G01)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, intent_of, say
from bot.conversation.reassurance import answer_threat_to_share, answer_will_they_share
from bot.conversation.steps import NEXT_STEP


class ActionReassure(Action):
    """Says the hopeful line about threats only where it may be said."""

    def name(self) -> str:
        return "action_reassure"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        answer = answer_will_they_share if intent_of(tracker) == "ask_if_they_will_share" else answer_threat_to_share
        say(dispatcher, tracker, (answer(case_of(tracker)), NEXT_STEP))
        return []
