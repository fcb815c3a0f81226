"""Tells a counsellor in ten seconds what was said, so that the young person need not say it twice."""

from __future__ import annotations

from bot.conversation.brief import Brief, build_brief
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import slots
from bot.services.transaction import Transaction


def brief(deps: Deps, conversation_id: str) -> Brief:
    """Build the brief of a conversation. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        return read_brief(tx, find_conversation(tx, conversation_id))


def read_brief(tx: Transaction, conversation: Conversation) -> Brief:
    """The same within a transaction."""
    return build_brief(
        tx.messages(conversation.id, limit=None),
        slots(tx.tracker_state(conversation.id)),
        corrections=tx.corrections(conversation.id),
        tier=conversation.tier,
        concern=conversation.concern,
        language=conversation.language,
    )
