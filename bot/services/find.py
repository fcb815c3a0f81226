"""Finds what a use case is about, or refuses."""

from __future__ import annotations

from bot.conversation.come_back import canonical
from bot.services.errors import NotAllowedError, NotOwnerError, UnknownConversationError
from bot.services.records import Conversation, Counsellor, Role
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


def find_asked_for(tx: Transaction, asked: str, by: Counsellor) -> Conversation:
    """What a young person asks the operator about: by its id, or by the code that opens it.

    Raises NotAllowedError unless `by` is an administrator who may sign in, UnknownConversationError.
    """
    if by.role is not Role.ADMINISTRATOR or by.disabled_at is not None:
        raise NotAllowedError
    conversation = tx.conversation(asked) or tx.conversation_of_code(canonical(asked))
    if conversation is None:
        raise UnknownConversationError
    return conversation
