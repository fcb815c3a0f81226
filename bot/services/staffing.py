"""Reads who of the staff is here, how many conversations each has, and how many hard ones in a row."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from bot.conversation.routing import Colleague
from bot.services.ports import Deps
from bot.services.records import Counsellor
from bot.services.transaction import Transaction


def staffing(deps: Deps, tx: Transaction, now: datetime) -> dict[str, Colleague]:
    """Everybody who can sign in, by id, in the order of their names."""
    everybody = [one for one in tx.counsellors() if one.disabled_at is None]
    held = tx.count_held()
    hard = _hard_in_a_row(tx, everybody, now - deps.settings.shift)
    return {one.id: _colleague(deps, one, held.get(one.id, 0), hard[one.id], now) for one in everybody}


def is_here(deps: Deps, counsellor: Counsellor, now: datetime) -> bool:
    """Seen just now, not paused and not disabled: they could accept one."""
    return _is_seen(deps, counsellor, now) and counsellor.paused_at is None and counsellor.disabled_at is None


def _colleague(deps: Deps, one: Counsellor, has: int, hard: int, now: datetime) -> Colleague:
    return Colleague(
        id=one.id,
        name=one.name,
        here=is_here(deps, one, now),
        paused_at=one.paused_at,
        pause_kind=one.pause_kind,
        languages=one.languages,
        skills=one.skills,
        capacity=one.capacity,
        has=has,
        hard=hard,
    )


def _is_seen(deps: Deps, one: Counsellor, now: datetime) -> bool:
    return one.seen_at is not None and one.seen_at > now - deps.settings.presence


def _hard_in_a_row(tx: Transaction, everybody: list[Counsellor], since: datetime) -> dict[str, int]:
    """How many different T0 and T1 each accepted since their last break. Going home is a break too: a shift ends the row."""
    rested = {one.id: one.rested_at for one in everybody}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for by, conversation_id, at in tx.hard_accepted(since):
        last_break = rested.get(by)
        if last_break is None or at > last_break:
            found[by].add(conversation_id)
    return {one.id: len(found[one.id]) for one in everybody}
