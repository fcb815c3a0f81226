"""Puts back what a counsellor accepted and left alone: nobody sits in front of an empty chair."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.conversation.owner import Owner
from bot.services.accept import ring_moved
from bot.services.audit import SYSTEM
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Deps, Limits
from bot.services.put_back import put_back_in
from bot.services.records import Conversation, Counsellor
from bot.services.transaction import Transaction


def give_up_silent(deps: Deps, now: datetime | None = None) -> int:
    """Put back each conversation whose counsellor is silent: without a first word, without an answer for long, or gone.

    The young person is told and keeps their place; the supervisors get an incident. Returns how many. Safe in several
    processes at once. Whoever calls it must have been running for a while: after a standstill every console looks gone.
    """
    now = deps.clock() if now is None else now
    with deps.store.read() as tx:
        left = list(_left(tx, tx.held(), deps.settings, now))
    return sum(_give_up(deps, conversation_id, now) for conversation_id in left)


def _give_up(deps: Deps, conversation_id: str, now: datetime) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None or conversation.owner is not Owner.COUNSELLOR:
            return False
        had_it = conversation.counsellor_id or ""
        kind = _left(tx, [conversation], deps.settings, now).get(conversation_id)
        if kind is None:
            return False
        if not conversation.practice:
            report_incident(tx, kind, now, conversation_id, had_it)
        waiting = put_back_in(deps, tx, conversation, SYSTEM, kind.value)
    ring_moved(deps, waiting)
    deps.doorbell.ring("work", waiting.id, waiting.last_seq)
    return True


def _left(tx: Transaction, held: Iterable[Conversation], limits: Limits, now: datetime) -> dict[str, IncidentKind]:
    """Those that are left alone, and in which way."""
    staff = {one.id: one for one in tx.counsellors()}
    left, quiet = {}, []
    for one in held:
        kind = _why(one, staff.get(one.counsellor_id or ""), limits, now)
        if kind:
            left[one.id] = kind
        elif one.answered_at and now - (one.typed_at or one.answered_at) >= limits.answer_within:
            quiet.append(one.id)  # few: so the others' messages need not be looked at, twice a second
    if quiet:
        since = tx.unanswered_since(quiet)
        # Whoever is on the telephone for somebody cannot type.
        calling = {one.conversation_id for one in tx.open_emergencies()}
        forgotten = [id_ for id_ in quiet if id_ in since and now - since[id_] >= limits.answer_within and id_ not in calling]
        left.update(dict.fromkeys(forgotten, IncidentKind.LEFT_WAITING))
    return left


def _why(one: Conversation, counsellor: Counsellor | None, limits: Limits, now: datetime) -> IncidentKind | None:
    """What can be seen without looking at the messages."""
    if one.accepted_at is None:  # accepted before this was noted
        return None
    seen_at = counsellor.seen_at if counsellor and counsellor.disabled_at is None else None
    if now - max(seen_at or one.accepted_at, one.accepted_at) >= limits.presence:
        return IncidentKind.CONNECTION_LOST
    if one.answered_at is None:
        quiet = now - max(one.typed_at or one.accepted_at, one.accepted_at)
        if quiet >= limits.first_words or now - one.accepted_at >= limits.first_words_most:
            return IncidentKind.SILENT
    return None
