"""Hands a brain worker the next message to answer, under a lease."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.services.opening import opening
from bot.services.ports import Deps
from bot.services.queue import place_in_queue
from bot.services.records import Conversation
from bot.services.safe_answer import give_safe_answer
from bot.services.transaction import Transaction
from bot.services.work import LAST_TURN, Work, last_turn_keys


def claim_work(deps: Deps, worker: str, lease: timedelta) -> Work | None:
    """Lease the next conversation that waits for the bot, or return None. No other worker gets it meanwhile.

    A message that was tried too often has probably killed the workers that tried: it gets the safe answer, so that it
    does not stand before everything the young person says afterwards.
    """
    with deps.store.read() as tx:
        if not tx.has_work(deps.clock()):
            return None
    while True:
        now = deps.clock()
        with deps.store.write() as tx:
            lease_id = f"{worker[:32]}/{secrets.token_hex(8)}"
            conversation_id = tx.claim_work(lease_id, now, now + lease)
            if conversation_id is None:
                return None
            work = _take(deps, tx, conversation_id, lease_id, now)
        if work:
            return work
        deps.doorbell.ring("log", conversation_id, 0)


def _take(deps: Deps, tx: Transaction, conversation_id: str, lease_id: str, now: datetime) -> Work | None:
    conversation, message = tx.conversation(conversation_id), tx.oldest_unhandled(conversation_id)
    if conversation is None or message is None:
        return None
    if tx.count_try(conversation_id, message.seq) > deps.settings.max_tries:
        _give_up(deps, tx, conversation, message.seq)
        return None
    return Work(
        conversation=conversation,
        message=message,
        state=tx.tracker_state(conversation_id),
        conversation_tier=conversation.tier,
        queue_place=place_in_queue(tx, conversation),
        counsellors_here=tx.count_seen_since(now - deps.settings.presence),
        out_of_hours=not opening(deps, now).open,
        person_just_called=conversation.called_by_seq == message.seq,
        last_keys=last_turn_keys(tx.messages(conversation_id, last=LAST_TURN)),
        lease_id=lease_id,
        corrections=tuple(tx.corrections(conversation_id)),
    )


def _give_up(deps: Deps, tx: Transaction, conversation: Conversation, seq: int) -> None:
    give_safe_answer(deps, tx, conversation, seq)
    tx.mark_one_handled(conversation.id, seq)
    tx.update_conversation(conversation.id, lease_id=None, lease_until=None)
