"""Answers a yes or a no."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, intent_of, say
from bot.conversation.answers import answer_no, answer_yes


class ActionAnswerOpenQuestion(Action):
    """What it means depends on the question that is open."""

    def name(self) -> str:
        return "action_answer_open_question"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        answer = answer_yes if intent_of(tracker) == "affirm" else answer_no
        say(dispatcher, tracker, answer(case_of(tracker)))
        return []
