"""Tells a counsellor in ten seconds what was said, so that the young person need not say it twice."""

from __future__ import annotations

from bot.conversation.brief import Brief, build_brief
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.say import slots


def brief(deps: Deps, conversation_id: str) -> Brief:
    """Build the brief of a conversation. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
        messages = tx.messages(conversation_id, limit=None)
        known = slots(tx.tracker_state(conversation_id))
    return build_brief(
        messages,
        known,
        tier=conversation.tier,
        concern=conversation.concern,
        language=conversation.language,
    )
