"""Gives a claimed message back unanswered."""

from __future__ import annotations

from datetime import timedelta

from bot.services.ports import Deps
from bot.services.work import Work


def release_work(deps: Deps, work: Work, *, retry_after: timedelta | None = None, tried: bool = True) -> None:
    """End the lease, if it is still ours, so that another try is made after a pause: a brain that restarts needs one.

    Give `retry_after=timedelta()` on an orderly stop: then another worker may take it at once. `tried=False`: the message is not
    to blame, and the try does not count; else a disk that is full for some seconds would use all of them up.
    """
    pause = deps.settings.retry_after if retry_after is None else retry_after
    with deps.store.write() as tx:
        conversation = tx.conversation(work.conversation.id)
        if conversation is None or conversation.lease_id != work.lease_id:
            return
        if not tried:
            tx.forget_try(conversation.id, work.message.seq)
        tx.update_conversation(conversation.id, lease_id=None, lease_until=deps.clock() + pause)
    deps.doorbell.ring("work", work.conversation.id, work.message.seq)
