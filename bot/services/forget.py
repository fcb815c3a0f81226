"""Destroys conversations: what is not held cannot hurt anybody."""

from __future__ import annotations

from typing import Final

from bot.services.count import count_abandoned
from bot.services.count_ending import count_ending
from bot.services.find import find_conversation
from bot.services.ports import Conversation, Deps, Transaction

_BATCH: Final = 200  # conversations a transaction: others must be able to write in between


def forget(deps: Deps, conversation_id: str) -> None:
    """Destroy one conversation and its key: its streams end, and the consoles see it go. Raises UnknownConversationError."""
    with deps.store.write() as tx:
        destroy(deps, tx, find_conversation(tx, conversation_id))
    tell_gone(deps, conversation_id)


def tell_gone(deps: Deps, conversation_id: str) -> None:
    """End its streams and take it from the consoles; then make sure that the disk holds nothing of it."""
    # Before the disk is scrubbed, which may take a moment: what is gone must not stay on anybody's screen.
    deps.doorbell.ring("log", conversation_id, 0)
    deps.doorbell.ring("queue", conversation_id, 0)
    deps.store.scrub()


def forget_practice(deps: Deps) -> int:
    """Destroy every practice conversation that began longer ago than such are kept, and say how many there were."""
    began = deps.clock() - deps.settings.practice_kept
    with deps.store.write() as tx:
        old = [one.id for one in tx.practice_conversations() if one.created_at < began]
        for conversation_id in old:
            tx.forget(conversation_id)
    if old:
        deps.store.scrub()
        deps.doorbell.ring("queue", "", 0)
    return len(old)


def forget_expired(deps: Deps) -> int:
    """Destroy every conversation that has been quiet for longer than the retention, and say how many there were."""
    moment = deps.clock() - deps.settings.retention
    forgotten = 0
    while True:
        with deps.store.write() as tx:
            quiet = tx.quiet_since(moment, _BATCH)
            for conversation_id in quiet:
                if conversation := tx.conversation(conversation_id):
                    destroy(deps, tx, conversation)
        forgotten += len(quiet)
        if len(quiet) < _BATCH:
            break
    if forgotten:
        deps.store.scrub()
        deps.doorbell.ring("queue", "", 0)
    return forgotten


def destroy(deps: Deps, tx: Transaction, conversation: Conversation) -> None:
    """In this transaction. What cannot be counted later is counted now: that there was one more, and not which."""
    count_abandoned(tx, conversation, deps.clock())
    count_ending(deps, tx, conversation)
    tx.forget(conversation.id)
