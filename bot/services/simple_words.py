"""Lets a young person choose short, plain replies."""

from __future__ import annotations

from bot.services.find import find_conversation
from bot.services.ports import Deps


def simple_words(deps: Deps, conversation_id: str, *, on: bool) -> None:
    """Word later replies shortly, or as usual again. Raises UnknownConversationError."""
    with deps.store.write() as tx:
        find_conversation(tx, conversation_id)
        tx.update_conversation(conversation_id, simple_words=on)
