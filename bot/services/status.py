"""Where a conversation stands: what its page shows before and between messages."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.owner import Owner
from bot.conversation.wait import Wait, honest_wait
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.queue import place_in_queue
from bot.services.records import Conversation
from bot.services.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Status:
    """The conversation, its place among those who wait, and what can be said of the wait."""

    conversation: Conversation
    queue_place: int | None
    wait: Wait | None  # None when it cannot be said honestly
    staffed: bool  # a counsellor has been seen just now
    has_code: bool


def status(deps: Deps, conversation_id: str) -> Status:
    """Read it. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        return read_status(deps, tx, find_conversation(tx, conversation_id))


def read_status(deps: Deps, tx: Transaction, conversation: Conversation) -> Status:
    """The same within a transaction."""
    now = deps.clock()
    staffed = tx.count_seen_since(now - deps.settings.presence) > 0
    return Status(
        conversation,
        queue_place=place_in_queue(tx, conversation),
        wait=_wait(deps, tx, conversation) if staffed else None,
        staffed=staffed,
        has_code=tx.has_code(conversation.id),
    )


def _wait(deps: Deps, tx: Transaction, conversation: Conversation) -> Wait | None:
    """None where nobody is waited for, and for those who have waited longer already: it was not true for them."""
    if conversation.owner not in {Owner.BOT, Owner.WAITING}:
        return None
    now = deps.clock()
    wait = honest_wait(tx.waits(now - deps.settings.waits_since, deps.settings.waits_most))
    since = conversation.waiting_since
    if wait and since and (now - since).total_seconds() > wait.to_minutes * 60:
        return None
    return wait
