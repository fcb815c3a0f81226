"""What every action needs: the case as Rasa's tracker knows it, and a way to say approved replies."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from bot.conversation.answers import Replies
from bot.conversation.case import CaseFacts, case_facts_from
from bot.conversation.offer import offer
from bot.conversation.steps import NEXT_STEP


def metadata_of(tracker: Tracker) -> dict[str, Any]:
    """The latest message's metadata, with the intent that Rasa settled on (a tap's own, or nlu_fallback)."""
    message = tracker.latest_message or {}
    return {**(message.get("metadata") or {}), "intent": intent_of(tracker)}


def intent_of(tracker: Tracker) -> str | None:
    """The intent of the latest message."""
    intent: str | None = ((tracker.latest_message or {}).get("intent") or {}).get("name")
    return intent


def told_in(tracker: Tracker) -> frozenset[str]:
    """The situations that are told in the latest message."""
    return frozenset(str(id_) for id_, _ in metadata_of(tracker).get("situations") or ())


def case_of(tracker: Tracker, *saying: str) -> CaseFacts:
    """The case, as if `saying` were said already in this turn."""
    return case_facts_from(metadata_of(tracker), tracker.current_slot_values(), saying)


def say(dispatcher: CollectingDispatcher, tracker: Tracker, replies: Replies) -> None:
    """Say these replies. NEXT_STEP becomes the step that comes next, given the replies before it and the rule's own."""
    before = tracker.latest_action_name or ""  # the rule's own reply, when one came before this action
    said = [before] if before.startswith("utter_") else []
    for reply in replies:
        key, values = offer(metadata_of(tracker), case_of(tracker, *said)) if reply == NEXT_STEP else (reply, {})
        dispatcher.utter_message(response=key, **values)
        said.append(key)
