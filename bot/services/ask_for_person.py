"""One tap to a person, from every screen, also while the brain is dead."""

from __future__ import annotations

from bot.conversation.urgency import ASK_FOR_PERSON
from bot.services.ports import Deps
from bot.services.receive import Received, receive


def ask_for_person(deps: Deps, conversation_id: str, *, client_id: str) -> Received:
    """Store the tap, which opens the hand-off."""
    return receive(deps, conversation_id, client_id=client_id, tap=ASK_FOR_PERSON)
