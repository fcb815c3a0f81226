"""Where a conversation stands: what its page shows before and between messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.owner import Owner
from bot.conversation.wait import Wait
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.surroundings import Surroundings, read_surroundings
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
    around = read_surroundings(deps, tx)
    return status_in(around, conversation, has_code=tx.has_code(conversation.id), now=deps.clock())


def status_in(around: Surroundings, conversation: Conversation, *, has_code: bool, now: datetime) -> Status:
    """The same from what was read."""
    return Status(
        conversation,
        queue_place=around.places.get(conversation.id) if conversation.owner is Owner.WAITING else None,
        wait=_wait(around.wait, conversation, now),
        staffed=around.staffed,
        has_code=has_code,
    )


def _wait(wait: Wait | None, conversation: Conversation, now: datetime) -> Wait | None:
    """None where nobody is waited for, and for those who have waited longer already: it was not true for them."""
    if wait is None or conversation.owner not in {Owner.BOT, Owner.WAITING}:
        return None
    since = conversation.waiting_since
    return None if since and (now - since).total_seconds() > wait.to_minutes * 60 else wait
