"""Finds what a use case is about, or refuses."""

from __future__ import annotations

from bot.services.errors import NotOwnerError, UnknownConversationError
from bot.services.records import Conversation, Counsellor
from bot.services.transaction import Transaction


def find_conversation(tx: Transaction, conversation_id: str) -> Conversation:
    """The conversation. Raises UnknownConversationError."""
    conversation = tx.conversation(conversation_id)
    if conversation is None:
        raise UnknownConversationError
    return conversation


def find_own_conversation(tx: Transaction, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """The conversation, which this counsellor owns. Raises UnknownConversationError, NotOwnerError."""
    conversation = find_conversation(tx, conversation_id)
    if conversation.counsellor_id != counsellor.id:
        raise NotOwnerError
    return conversation
