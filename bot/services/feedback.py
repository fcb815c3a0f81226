"""Counts whether chats helped, and forgets at once whose answer it was."""

from __future__ import annotations

from bot.conversation.feedback import Answer, Told, tell
from bot.services.find import find_conversation
from bot.services.ports import Deps


def give_feedback(deps: Deps, conversation_id: str, answer: Answer) -> None:
    """Count the answer, once for each conversation: what comes later is not counted. Raises UnknownConversationError."""
    with deps.store.write() as tx:
        find_conversation(tx, conversation_id)
        tx.count_feedback(conversation_id, deps.clock().date(), answer)


def read_feedback(deps: Deps) -> tuple[Told, ...]:
    """The months that may be told."""
    with deps.store.read() as tx:
        return tell(tx.feedback(), deps.clock().date())
