"""Tells a young person who waits the truth while nobody has come yet, and what they can do meanwhile."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.company import company_reply
from bot.conversation.owner import Owner
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import is_watched, say_unasked


def keep_company(deps: Deps, now: datetime | None = None) -> int:
    """Say to each who has waited too long that nobody is here yet: every few minutes, in a pause, and not for ever.

    Returns how many were told. The alarm in the consoles goes on: every round rings it. Safe in several processes at once.
    """
    now = deps.clock() if now is None else now
    with deps.store.read() as tx:
        due = [conversation.id for conversation in tx.waiting() if _is_due(deps, conversation, now)]
    return sum(_tell(deps, conversation_id, now) for conversation_id in due)


def _tell(deps: Deps, conversation_id: str, now: datetime) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or not _is_due(deps, conversation, now) or is_watched(tx, conversation):
            return False
        before = conversation.company_said
        key = company_reply(before, deps.settings.company_most, urgent=conversation.tier.needs_person)
        tx.update_conversation(conversation_id, company_at=now, company_said=before + 1, quiet_at=now)
        said = say_unasked(deps, tx, conversation, key, variant=before)
    deps.doorbell.ring("log", conversation_id, said.seq)
    deps.doorbell.ring("queue", conversation_id, said.seq)
    return True


def _is_due(deps: Deps, conversation: Conversation, now: datetime) -> bool:
    limits = deps.settings
    if conversation.owner is not Owner.WAITING or conversation.ended_at or conversation.waiting_since is None:
        return False
    # Who got their old place back has just been told that somebody had to leave: they are told again after a while, not at once.
    since = max(conversation.waiting_since, conversation.company_at or conversation.waiting_since)
    due_at = since + limits.company_after
    if conversation.company_said:
        due_at = max(since, conversation.quiet_at or since) + limits.company_every
    pause_over = now - conversation.last_at >= limits.company_pause
    return conversation.company_said < limits.company_most and now >= due_at and pause_over
