"""Puts back what a counsellor accepted and left alone: nobody sits in front of an empty chair."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.owner import Owner
from bot.services.accept import ring_moved
from bot.services.audit import SYSTEM
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Deps
from bot.services.put_back import put_back_in
from bot.services.records import Conversation, Counsellor


def give_up_silent(deps: Deps, now: datetime | None = None) -> int:
    """Put back each conversation whose counsellor wrote nothing since they accepted it, or whose console is gone.

    The young person is told and keeps their place; the supervisors get an incident. Returns how many. Safe in several
    processes at once. Whoever calls it must have been running for a while: after a standstill every console looks gone.
    """
    now = deps.clock() if now is None else now
    with deps.store.read() as tx:
        staff = {one.id: one for one in tx.counsellors()}
        left = [one.id for one in tx.held() if _why(deps, one, staff.get(one.counsellor_id or ""), now)]
    return sum(_give_up(deps, conversation_id, now) for conversation_id in left)


def _give_up(deps: Deps, conversation_id: str, now: datetime) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or conversation.owner is not Owner.COUNSELLOR:
            return False
        had_it = conversation.counsellor_id or ""
        kind = _why(deps, conversation, next((one for one in tx.counsellors() if one.id == had_it), None), now)
        if kind is None:
            return False
        if not conversation.practice:
            report_incident(tx, kind, now, conversation_id, had_it)
        waiting = put_back_in(deps, tx, conversation, SYSTEM, kind.value)
    ring_moved(deps, waiting)
    deps.doorbell.ring("work", waiting.id, waiting.last_seq)
    return True


def _why(deps: Deps, conversation: Conversation, counsellor: Counsellor | None, now: datetime) -> IncidentKind | None:
    limits, accepted_at = deps.settings, conversation.accepted_at
    if accepted_at is None:  # accepted before this was noted
        return None
    seen_at = counsellor.seen_at if counsellor and counsellor.disabled_at is None else None
    if now - max(seen_at or accepted_at, accepted_at) >= limits.presence:
        return IncidentKind.CONNECTION_LOST
    if conversation.answered_at is None:
        quiet = now - max(conversation.typed_at or accepted_at, accepted_at)
        if quiet >= limits.first_words or now - accepted_at >= limits.first_words_most:
            return IncidentKind.SILENT
    return None
