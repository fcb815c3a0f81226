"""Finds those who wait for a person and have not been heard of for so long that nobody can say they are still there."""

from __future__ import annotations

from bot.conversation.owner import Owner
from bot.services.count import count_abandoned
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.transaction import Transaction


def count_abandoned_waits(deps: Deps) -> int:
    """Count them, and say how many there were. They keep their place: whoever accepts later may still reach them."""
    with deps.store.read() as tx:
        silent = [one.id for one in tx.waiting() if _is_silent(deps, tx, one)]
    return sum(_count(deps, conversation_id) for conversation_id in silent)


def _count(deps: Deps, conversation_id: str) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or not _is_silent(deps, tx, conversation):
            return False
        return count_abandoned(tx, conversation, deps.clock())


def _is_silent(deps: Deps, tx: Transaction, conversation: Conversation) -> bool:
    """Whether they have waited, and not written, for so long; those that were counted are not looked at again."""
    since = conversation.waiting_since
    if conversation.owner is not Owner.WAITING or conversation.practice or since is None:
        return False
    patience = deps.clock() - deps.settings.abandoned_after
    if since > patience or tx.counted(conversation.id).abandoned_since == since:
        return False
    heard_at = tx.heard_at(conversation.id)
    return heard_at is None or heard_at <= patience
