"""Tells a counsellor in ten seconds what was said, so that the young person need not say it twice."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.brief import Brief, build_brief
from bot.conversation.message import Message
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import slots
from bot.services.transaction import Transaction


def brief(deps: Deps, conversation_id: str) -> Brief:
    """Build the brief of a conversation. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        return read_brief(tx, find_conversation(tx, conversation_id))


def read_brief(tx: Transaction, conversation: Conversation, messages: Sequence[Message] | None = None) -> Brief:
    """The same within a transaction; `messages` is the whole log, where it was read already."""
    return build_brief(
        tx.messages(conversation.id, limit=None) if messages is None else messages,
        slots(tx.tracker_state(conversation.id)),
        corrections=tx.corrections(conversation.id),
        tier=conversation.tier,
        concern=conversation.concern,
        language=conversation.language,
        simple_words=conversation.simple_words,
        can_come_back=tx.has_code(conversation.id),
    )
