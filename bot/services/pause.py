"""A counsellor takes a break, and comes back: meanwhile nobody is told that they are here, and they are given nothing."""

from __future__ import annotations

from enum import StrEnum

from bot.services.ports import Deps
from bot.services.records import Counsellor


class PauseKind(StrEnum):
    """Why. The last one is for paperwork: it is no rest."""

    BREAK = "break"
    DEBRIEF = "debrief"
    ADMIN = "admin"


def pause(deps: Deps, counsellor: Counsellor, kind: PauseKind) -> None:
    """Begin a break, or change why. What they have stays theirs."""
    now = deps.clock()
    with deps.store.write() as tx:
        before = tx.counsellor(counsellor.id) or counsellor
        tx.pause_counsellor(counsellor.id, before.paused_at or now, kind.value, before.rested_at)
    deps.doorbell.ring("queue", "", 0)


def resume(deps: Deps, counsellor: Counsellor) -> None:
    """End it. Hard conversations are counted anew after a rest. Repeating it changes nothing."""
    now = deps.clock()
    with deps.store.write() as tx:
        before = tx.counsellor(counsellor.id) or counsellor
        if before.paused_at is None:
            return
        rested_at = before.rested_at if before.pause_kind == PauseKind.ADMIN else now
        tx.pause_counsellor(counsellor.id, None, None, rested_at)
    deps.doorbell.ring("queue", "", 0)
