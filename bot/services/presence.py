"""Knows which counsellors are here: the bot tells the truth about whether anybody could come."""

from __future__ import annotations

from bot.services.ports import Deps


def presence(deps: Deps, *counsellor_ids: str) -> None:
    """Note that the consoles of these counsellors are open. To be called well within the presence limit."""
    now = deps.clock()
    with deps.store.write() as tx:
        before = tx.count_seen_since(now - deps.settings.presence)
        for counsellor_id in counsellor_ids:
            tx.see_counsellor(counsellor_id, now)
        changed = tx.count_seen_since(now - deps.settings.presence) != before
    if changed:
        deps.doorbell.ring("queue", "", 0)


def counsellors_here(deps: Deps) -> int:
    """How many counsellors could accept a conversation now."""
    with deps.store.read() as tx:
        return tx.count_seen_since(deps.clock() - deps.settings.presence)
