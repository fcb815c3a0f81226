"""Notes that a counsellor is writing: whoever types is not silent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.services.find import find_own_conversation
from bot.services.ports import Deps
from bot.services.records import Counsellor

_EVERY: Final = timedelta(seconds=10)  # a write for every key would be a waste


def note_typing(deps: Deps, conversation_id: str, counsellor: Counsellor) -> None:
    """Remember the last key, to ten seconds. Raises UnknownConversationError, NotOwnerError."""
    now = deps.clock()
    with deps.store.read() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
    if conversation.typed_at and now - conversation.typed_at < _EVERY:
        return
    with deps.store.write() as tx:
        find_own_conversation(tx, conversation_id, counsellor)
        tx.update_conversation(conversation_id, typed_at=now)
