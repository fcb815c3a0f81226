"""The second bubble of a turn: the one step that comes next, or that a person has been asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.case import CaseFacts
from bot.conversation.person import person_reply
from bot.conversation.steps import Step, next_step, reply_for


def offer(metadata: Mapping[str, Any], facts: CaseFacts) -> tuple[str, dict[str, Any]]:
    """The reply key and its values. Who was just put in the queue hears that first; steps can wait a turn."""
    if metadata.get("person_just_called"):
        return person_reply(metadata)
    reply = reply_for(next_step(facts))
    said_last_turn = reply in (metadata.get("last_keys") or ())
    return ("utter_helplines" if said_last_turn and reply == reply_for(Step.PERSON) else reply), {}
