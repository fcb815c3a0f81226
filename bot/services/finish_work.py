"""Writes a worker's answer: everything or nothing, and only while it is still the bot's turn."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from bot.conversation.message import Draft
from bot.services.count import count_reply
from bot.services.errors import NoReplyError
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.safe_answer import give_safe_answer
from bot.services.say import slots
from bot.services.transaction import Transaction
from bot.services.work import Work, answerable

_log = logging.getLogger(__name__)


def finish_work(
    deps: Deps,
    work: Work,
    replies: Sequence[Draft],
    state: dict[str, Any],
    *,
    no_reply_reason: str | None = None,
) -> bool:
    """Append the replies, save the state, mark the message handled and end the lease, in one transaction.

    Returns False, and writes nothing, when the lease was lost, the message is handled or a counsellor owns the conversation.
    Without replies a reason key is needed, and the young person gets the safe answer: never silence. Raises NoReplyError.
    """
    if not replies:
        if not no_reply_reason:
            raise NoReplyError
        _log.warning("turn_without_reply", extra={"reason": no_reply_reason})
    with deps.store.write() as tx:
        conversation = _still_ours(tx, work)
        if conversation is None:
            return False
        tx.save_tracker_state(conversation.id, state, deps.clock())
        _answer(deps, tx, conversation, work.message.seq, replies)
        more = tx.oldest_unhandled(conversation.id) is not None
        changes = _after(conversation, work.conversation, state)
        if not more:  # else what was said since decides whether somebody may be reading
            changes["watched"] = bool(slots(state).get("watched"))
        finished = tx.update_conversation(conversation.id, **changes)
    deps.doorbell.ring("log", finished.id, finished.last_seq)
    if finished.counsellor_id or finished.waiting_since:
        deps.doorbell.ring("queue", finished.id, finished.last_seq)
    if more:
        deps.doorbell.ring("work", finished.id, finished.last_seq)
    return True


def _still_ours(tx: Transaction, work: Work) -> Conversation | None:
    conversation = tx.conversation(work.conversation.id)
    if conversation is None or conversation.lease_id != work.lease_id or not answerable(conversation):
        return None
    message = tx.message(conversation.id, work.message.seq)
    return conversation if message is not None and not message.handled else None


def _answer(deps: Deps, tx: Transaction, conversation: Conversation, seq: int, replies: Sequence[Draft]) -> None:
    for number, draft in enumerate(replies):
        # The database refuses the same id twice: whatever goes wrong above, no message is ever answered two times.
        tx.append(conversation.id, draft, client_id=f"answer-{seq}-{number}", now=deps.clock())
    if not replies:
        give_safe_answer(deps, tx, conversation, seq)
    else:
        count_reply(tx, conversation, deps.clock(), [draft.key for draft in replies])
    tx.mark_one_handled(conversation.id, seq)


def _after(conversation: Conversation, claimed: Conversation, state: dict[str, Any]) -> dict[str, Any]:
    """What changes in the row: the lease ends; country and short words are remembered for what the services say themselves.

    Not when they corrected something, or chose other words, meanwhile: the answer was made without knowing it.
    """
    found = slots(state)
    country, simple = found.get("country"), found.get("simple_words")
    stale = conversation.corrected_at != claimed.corrected_at
    chosen = conversation.simple_words != claimed.simple_words
    return {
        "lease_id": None,
        "lease_until": None,
        "country": country if isinstance(country, str) and not stale else conversation.country,
        "simple_words": simple if isinstance(simple, bool) and not chosen else conversation.simple_words,
    }
