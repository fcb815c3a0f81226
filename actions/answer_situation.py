"""Answers a situation that has no intent of its own (data/dialogue/situations.yml)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, metadata_of, say
from bot.conversation.telling import answer_told


class ActionAnswerSituation(Action):
    """One of what was told in the message, and the step that follows."""

    def name(self) -> str:
        return "action_answer_situation"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        told = [str(situation) for situation, _ in metadata_of(tracker).get("situations") or ()]
        denied = [str(value) for kind, value in metadata_of(tracker).get("mentions") or () if kind == "denied"]
        say(dispatcher, tracker, answer_told(case_of(tracker), told, denied))
        return []
