"""Answers how they say they are."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, intent_of, say
from bot.conversation.answers import answer_not_okay, answer_okay


class ActionAnswerWellbeing(Action):
    """Okay goes on to the next step; not okay is asked about directly."""

    def name(self) -> str:
        return "action_answer_wellbeing"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        answer = answer_okay if intent_of(tracker) == "feel_okay" else answer_not_okay
        say(dispatcher, tracker, answer(case_of(tracker)))
        return []
