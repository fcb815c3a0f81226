"""The only place where a conversation changes hands: one move of the table, one line in the moves log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.conversation.owner import Move, Owner, after
from bot.services.alarms import keep_alarm
from bot.services.count import count_move
from bot.services.records import Conversation, Counsellor, OwnerChange
from bot.services.transaction import Transaction
from bot.services.wants import wants_after

YOUNG_PERSON: Final = "young_person"

_NOBODY: Final = {"counsellor_id": None, "counsellor_name": None}
_NOT_ACCEPTED: Final = {"accepted_at": None, "typed_at": None, "answered_at": None}
_NOT_OFFERED: Final = {"offered_to": None, "offered_until": None}


@dataclass(frozen=True, slots=True)
class Cause:
    """When a conversation changes hands, who makes it, and why: a reason is a key, never words."""

    at: datetime
    by: Counsellor | str
    reason: str

    @property
    def by_id(self) -> str:
        """What the moves log remembers."""
        return self.by.id if isinstance(self.by, Counsellor) else self.by


def change_owner(tx: Transaction, conversation: Conversation, move: Move, cause: Cause, **changes: Any) -> Conversation:
    """Make a move, with other changes of the same row. Raises IllegalMoveError when the table does not have it."""
    owner = after(conversation.owner, move)
    changes = {**_NOT_OFFERED, "wants": wants_after(tx, conversation, owner), **_after(conversation, move, cause), **changes}
    if owner is not Owner.WAITING:  # while waiting the bot keeps company, so an answer in the making is still wanted
        changes |= {"lease_id": None, "lease_until": None}
    change = OwnerChange(conversation.id, cause.at, move, owner, cause.by_id, cause.reason)
    count_move(tx, conversation, change)
    tx.log_owner_change(change)
    changed = tx.update_conversation(conversation.id, owner=owner, **changes)
    keep_alarm(tx, conversation, changed, cause.at, cause.by_id)
    return changed


def _after(conversation: Conversation, move: Move, cause: Cause) -> dict[str, Any]:
    if move in {Move.CALL_PERSON, Move.REOPEN}:
        return _NOBODY | _waits_since(cause.at) | {"company_at": None}
    if move is Move.PUT_BACK:
        # They were just told that somebody had to leave: the bot's company begins to count from here, the place does not.
        return _NOBODY | _waits_since(conversation.asked_at or cause.at) | {"company_at": cause.at}
    if move in {Move.TAKE_OVER, Move.STEP_IN} and isinstance(cause.by, Counsellor):
        return _held_by(cause.by, conversation, cause.at)
    return _NOBODY | {"waiting_since": None}


def _waits_since(asked_at: datetime) -> dict[str, Any]:
    return {"waiting_since": asked_at, "asked_at": asked_at, **_NOT_ACCEPTED, "company_said": 0}


def _held_by(counsellor: Counsellor, conversation: Conversation, at: datetime) -> dict[str, Any]:
    asked_at = at if conversation.owner is Owner.BOT else conversation.asked_at or conversation.waiting_since or at
    return {
        "waiting_since": None,
        "asked_at": asked_at,
        **_NOT_ACCEPTED,
        "accepted_at": at,
        "counsellor_id": counsellor.id,
        "counsellor_name": counsellor.name,
    }
