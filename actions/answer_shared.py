"""Answers that it was shared (C01)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, say
from bot.conversation.answers import answer_shared


class ActionAnswerShared(Action):
    """Asks about suicide once; after an answer, what to do about it."""

    def name(self) -> str:
        return "action_answer_shared"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        say(dispatcher, tracker, answer_shared(case_of(tracker)))
        return []
