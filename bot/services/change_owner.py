"""The only place where a conversation changes hands: one move of the table, one line in the moves log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.conversation.owner import Move, after
from bot.services.alarms import keep_alarm
from bot.services.records import Conversation, Counsellor, OwnerChange
from bot.services.transaction import Transaction

YOUNG_PERSON: Final = "young_person"


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
    changes |= _who_after(move, cause)
    if move is not Move.CALL_PERSON:  # while waiting the bot keeps company, so an answer in the making is still wanted
        changes |= {"lease_id": None, "lease_until": None}
    tx.log_owner_change(OwnerChange(conversation.id, cause.at, move, owner, cause.by_id, cause.reason))
    changed = tx.update_conversation(conversation.id, owner=owner, **changes)
    keep_alarm(tx, conversation, changed, cause.at, cause.by_id)
    return changed


def _who_after(move: Move, cause: Cause) -> dict[str, Any]:
    if move is Move.CALL_PERSON:
        return {"waiting_since": cause.at, "company_at": None, "company_said": 0}
    if move is Move.TAKE_OVER and isinstance(cause.by, Counsellor):
        return {"waiting_since": None, "counsellor_id": cause.by.id, "counsellor_name": cause.by.name}
    return {"waiting_since": None, "counsellor_id": None, "counsellor_name": None}
