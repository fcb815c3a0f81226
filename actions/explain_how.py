"""Explains what they ask how to do: the step that was given last, or what they name."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import case_of, say, told_in
from bot.conversation.steps import how_replies


class ActionExplainHow(Action):
    """Answers "how do I do that"."""

    def name(self) -> str:
        return "action_explain_how"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        say(dispatcher, tracker, how_replies(case_of(tracker), told_in(tracker)))
        return []
