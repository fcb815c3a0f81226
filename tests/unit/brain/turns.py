"""One turn of the real dialogue, with the metadata that the worker would give it."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.brain.agent import Dialogue, Utterance
from bot.brain.payload import text_for_rasa
from bot.brain.tracker_store import State
from bot.conversation.message import Draft, Sender


def metadata(intent: str | None = "greet", *situations: str, tier: str = "T4", **more: Any) -> dict[str, Any]:
    """What is known about a message; `more` overrides."""
    return {
        "seq": 2,
        "tap": None,
        "tier": tier,
        "concern": None,
        "ask": False,
        "intent": intent,
        "confidence": 0.9,
        "situations": [[situation, 0.9] for situation in situations],
        "conversation_tier": tier,
        "owner": "bot",
        "person_just_called": False,
        "queue_place": None,
        "counsellors_here": 0,
        "last_keys": [],
        "mentions": [],
        **more,
    }


def typed(text: str) -> str:
    """What Rasa gets for a typed text."""
    return text_for_rasa(Draft(Sender.YOUNG_PERSON, text))


def tapped(button: str) -> tuple[str, dict[str, Any]]:
    """What Rasa gets for a tap, and what metadata names it."""
    said = Draft(Sender.YOUNG_PERSON, "a label", tap=button)
    return text_for_rasa(said), metadata(button.partition(".")[0], tap=button)


def turn(
    dialogue: Dialogue, text: str, about: dict[str, Any], state: State | None = None, conversation: str = "c_one"
) -> tuple[list[Utterance], State]:
    """Say one thing."""
    return asyncio.run(dialogue.turn(conversation, text, about, state))


def keys(utterances: list[Utterance]) -> list[str]:
    """What the bot said."""
    return [utterance.key for utterance in utterances]
