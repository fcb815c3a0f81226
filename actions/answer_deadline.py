"""Answers a countdown (A05)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, say
from bot.conversation.answers import answer_deadline


class ActionAnswerDeadline(Action):
    """Slows it down before anything else."""

    def name(self) -> str:
        return "action_answer_deadline"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        say(dispatcher, tracker, answer_deadline(case_of(tracker)))
        return []
