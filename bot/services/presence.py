"""Knows which counsellors are here: the bot tells the truth about whether anybody could come."""

from __future__ import annotations

from datetime import datetime

from bot.services.ports import Deps


def presence(deps: Deps, counsellor_id: str, now: datetime | None = None) -> None:
    """Note that a counsellor's console is open. To be called well within the presence limit."""
    now = deps.clock() if now is None else now
    with deps.store.write() as tx:
        before = tx.count_seen_since(now - deps.settings.presence)
        tx.see_counsellor(counsellor_id, now)
        changed = tx.count_seen_since(now - deps.settings.presence) != before
    if changed:
        deps.doorbell.ring("queue", "", 0)


def counsellors_here(deps: Deps) -> int:
    """How many counsellors could accept a conversation now."""
    with deps.store.read() as tx:
        return tx.count_seen_since(deps.clock() - deps.settings.presence)
