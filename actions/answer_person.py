"""Words the call for a person (L03)."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.turn import metadata_of
from bot.conversation.person import person_reply


class ActionAnswerPerson(Action):
    """Tells what is true about the wait."""

    def name(self) -> str:
        return "action_answer_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        key, values = person_reply(metadata_of(tracker))
        dispatcher.utter_message(response=key, **values)
        return []
