"""A counsellor wants to talk about a chat: the supervisors are told."""

from __future__ import annotations

from bot.services.find import find_conversation
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Deps
from bot.services.records import Counsellor


def ask_for_debrief(deps: Deps, counsellor: Counsellor, conversation_id: str | None = None) -> None:
    """Tell them, with the conversation where one is named. Raises UnknownConversationError."""
    with deps.store.write() as tx:
        if conversation_id:
            find_conversation(tx, conversation_id)
        report_incident(tx, IncidentKind.DEBRIEF, deps.clock(), conversation_id, counsellor.id)
    deps.doorbell.ring("queue", conversation_id or "", 0)
