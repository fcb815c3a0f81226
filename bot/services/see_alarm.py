"""A counsellor says that they have seen that their own chat became more urgent: it need not ring any more."""

from __future__ import annotations

from bot.services.alarms import stop_own
from bot.services.find import find_own_conversation
from bot.services.ports import Deps
from bot.services.records import Counsellor


def see_alarm(deps: Deps, conversation_id: str, counsellor: Counsellor) -> None:
    """Stop the ring. Where nothing rings, nothing changes. Raises UnknownConversationError, NotOwnerError."""
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        rang = stop_own(tx, conversation, now)
    if rang:
        deps.doorbell.ring("queue", conversation_id, conversation.last_seq)
