"""Tells a young person in danger the truth while nobody has come yet."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.owner import Owner
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.say import say


def keep_company(deps: Deps, now: datetime | None = None) -> int:
    """Say once to each T0 or T1 that has waited too long that nobody is here yet, with the number again.

    Returns how many were told. The alarm in the consoles goes on: every round rings it.
    """
    now = deps.clock() if now is None else now
    with deps.store.read() as tx:
        due = [conversation.id for conversation in tx.waiting() if _is_due(deps, conversation, now)]
    return sum(_tell(deps, conversation_id, now) for conversation_id in due)


def _tell(deps: Deps, conversation_id: str, now: datetime) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or not _is_due(deps, conversation, now):
            return False
        tx.update_conversation(conversation_id, company_at=now)
        said = say(deps, tx, conversation, "utter_no_one_yet")
    deps.doorbell.ring("log", conversation_id, said.seq)
    deps.doorbell.ring("queue", conversation_id, said.seq)
    return True


def _is_due(deps: Deps, conversation: Conversation, now: datetime) -> bool:
    return (
        conversation.owner is Owner.WAITING
        and conversation.tier.needs_person
        and conversation.company_at is None
        and conversation.ended_at is None
        and conversation.waiting_since is not None
        and now - conversation.waiting_since >= deps.settings.company_after
    )
