"""Reads the log of a conversation from any number on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.message import Message
from bot.services.find import find_conversation
from bot.services.ports import Deps


def transcript(deps: Deps, conversation_id: str, after: int = 0, *, limit: int | None = None) -> Sequence[Message]:
    """Messages with a greater number than `after`, in order. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        find_conversation(tx, conversation_id)
        return tx.messages(conversation_id, after=after, limit=limit)
