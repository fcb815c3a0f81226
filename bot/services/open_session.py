"""Lets a young person back into their own conversation."""

from __future__ import annotations

from bot.services.errors import UnknownSessionError
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.tokens import hash_of, same

_NOBODY = bytes(32)  # an unknown conversation costs the same comparison as a known one


def open_session(deps: Deps, conversation_id: str, token: str) -> Conversation:
    """The conversation this token belongs to. Raises UnknownSessionError, whatever the cause."""
    with deps.store.read() as tx:
        known = tx.token_hash(conversation_id)
        conversation = tx.conversation(conversation_id)
    if not same(known or _NOBODY, hash_of(token)) or known is None or conversation is None:
        raise UnknownSessionError
    return conversation
