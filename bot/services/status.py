"""Where a conversation stands: what its page shows before and between messages."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.queue import place_in_queue
from bot.services.records import Conversation


@dataclass(frozen=True, slots=True)
class Status:
    """The conversation, and its place among those who wait."""

    conversation: Conversation
    queue_place: int | None


def status(deps: Deps, conversation_id: str) -> Status:
    """Read it. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
        return Status(conversation, place_in_queue(tx, conversation))
