"""Whose turn it is: which of those who wait one counsellor is given, within a transaction."""

from __future__ import annotations

from typing import Final

from bot.conversation.queue_order import in_order
from bot.conversation.routing import Refusal, may_accept_offered, next_for
from bot.services.errors import FullError, NotAllowedError, NotNextError, PausedError, RestFirstError, ServiceError
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.staffing import staffing
from bot.services.transaction import Transaction

_REFUSED: Final[dict[Refusal, type[ServiceError]]] = {
    Refusal.PAUSED: PausedError,
    Refusal.FULL: FullError,
    Refusal.REST_FIRST: RestFirstError,
}


def whose_turn(deps: Deps, tx: Transaction, counsellor: Counsellor) -> Conversation | None:
    """The one this counsellor is given next; None when nobody waits whom they may have.

    Raises PausedError, FullError, RestFirstError, and NotAllowedError for somebody who was disabled.
    """
    now = deps.clock()
    everybody = staffing(deps, tx, now)
    if counsellor.id not in everybody:
        raise NotAllowedError
    found = next_for(everybody[counsellor.id], in_order(tx.waiting()), everybody.values(), now)
    if isinstance(found, Refusal):
        raise _REFUSED[found]
    return found


def check_turn(deps: Deps, tx: Transaction, conversation: Conversation, counsellor: Counsellor) -> None:
    """Refuse one that is neither the next for them nor offered to them. Raises as `whose_turn`, and NotNextError."""
    now = deps.clock()
    me = staffing(deps, tx, now).get(counsellor.id)
    if me and may_accept_offered(me, conversation, now):
        return
    mine = whose_turn(deps, tx, counsellor)
    if mine is None or mine.id != conversation.id:
        raise NotNextError
