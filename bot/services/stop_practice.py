"""Ends a practice conversation before its time: nothing of it stays."""

from __future__ import annotations

from bot.services.errors import NotOwnerError
from bot.services.find import find_conversation
from bot.services.forget import forget
from bot.services.ports import Deps
from bot.services.practice import belongs_to
from bot.services.records import Counsellor


def stop_practice(deps: Deps, conversation_id: str, counsellor: Counsellor) -> None:
    """Destroy a practice conversation of theirs. Raises UnknownConversationError, NotOwnerError."""
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
    if not belongs_to(conversation, counsellor):
        raise NotOwnerError
    forget(deps, conversation_id)
