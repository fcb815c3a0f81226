"""Tells a young person who has gone quiet in the middle of something serious that we are still here: once in each silence."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.company import STILL_HERE, expects_an_answer
from bot.conversation.message import Sender
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import is_watched, say_unasked
from bot.services.transaction import Transaction
from bot.services.work import LAST_TURN, last_turn_keys


def ask_after_quiet(deps: Deps, now: datetime | None = None) -> int:
    """Say it in every T0 or T1, and to whoever was telling something, after two minutes without an answer to the bot.

    Returns how many heard it. Never while a counsellor is with them, and never to a session that has ended.
    """
    now = deps.clock() if now is None else now
    since, until = now - deps.settings.quiet_until, now - deps.settings.quiet_after
    with deps.store.read() as tx:
        quiet = [conversation.id for conversation in tx.gone_quiet(since, until) if conversation.tier >= Tier.T2]
    return sum(_say_it(deps, conversation_id, now) for conversation_id in quiet)


def _say_it(deps: Deps, conversation_id: str, now: datetime) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or not _is_quiet(deps, conversation, now):
            return False
        # Noted also where nothing is said: the same silence is not looked into again twice a second.
        tx.update_conversation(conversation_id, quiet_at=now)
        if not _is_due(tx, conversation):
            return False
        said = say_unasked(deps, tx, conversation, STILL_HERE, variant=conversation.last_seq)
    deps.doorbell.ring("log", conversation_id, said.seq)
    return True


def _is_quiet(deps: Deps, conversation: Conversation, now: datetime) -> bool:
    return (
        conversation.owner in {Owner.BOT, Owner.WAITING}
        and conversation.ended_at is None
        and conversation.quiet_at is None
        and now - conversation.last_at >= deps.settings.quiet_after
    )


def _is_due(tx: Transaction, conversation: Conversation) -> bool:
    recent = tx.messages(conversation.id, last=LAST_TURN)
    unanswered = bool(recent) and recent[-1].said.sender in {Sender.BOT, Sender.SYSTEM}
    urgent = conversation.tier.needs_person
    return unanswered and expects_an_answer(last_turn_keys(recent), urgent=urgent) and not is_watched(tx, conversation)
