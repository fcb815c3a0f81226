"""Keeps the network address that a young person last wrote from. Called only where the operator has chosen to."""

from __future__ import annotations

from bot.services.find import find_conversation
from bot.services.ports import Deps


def note_origin(deps: Deps, conversation_id: str, address: str) -> None:
    """Keep it sealed, in place of the one before; nothing is written while it stays the same. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        known = tx.origin(conversation_id)
    if known is not None and known.address == address:
        return
    with deps.store.write() as tx:
        find_conversation(tx, conversation_id)
        tx.set_origin(conversation_id, address, deps.clock())
