"""Gives a counsellor the next conversation: the most urgent that has waited longest, and that they may have."""

from __future__ import annotations

from bot.conversation.owner import Move, Owner
from bot.services.accept import accept, ring_moved
from bot.services.find import find_conversation
from bot.services.permissions import Permission, require
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.transaction import Transaction
from bot.services.whose_turn import whose_turn


def take_next(deps: Deps, counsellor: Counsellor) -> Conversation | None:
    """Accept it for them, or return None when nobody waits whom they may have.

    Raises PausedError, FullError, RestFirstError, NotAllowedError.
    """
    require(counsellor, Permission.COUNSEL)
    with deps.store.write() as tx:
        tx.counsellor(counsellor.id)  # locked: two tabs do not fill the same free hand twice
        conversation = _lock_next(deps, tx, counsellor)
        if conversation is None:
            return None
        taken = accept(deps, tx, conversation, counsellor, Move.TAKE_OVER)
    ring_moved(deps, taken)
    return taken


def _lock_next(deps: Deps, tx: Transaction, counsellor: Counsellor) -> Conversation | None:
    while True:
        found = whose_turn(deps, tx, counsellor)
        if found is None:
            return None
        conversation = find_conversation(tx, found.id)
        if conversation.owner is Owner.WAITING:  # else somebody was faster between looking and locking
            return conversation
