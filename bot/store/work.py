"""The rows of work: who may answer what, until when, and what the brain remembers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, case, false, or_, select, update

from bot.conversation.message import Message
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.store import codec, schema
from bot.store.instants import Instant
from bot.store.messages import Messages, of_conversation, unhandled
from bot.store.rows import THIS

_TALKS: Final = schema.conversations
_TABLE: Final = schema.messages
_STATES: Final = schema.tracker_states
# Not "is one of the two that are": by that a database looks through all conversations of the month by their owner.
_BOTS_TURN: Final = _TALKS.c.owner.not_in((Owner.COUNSELLOR.value, Owner.CLOSED.value))
_NOW: Final = bindparam("now", type_=Instant())
_CLAIMABLE: Final = (
    select(_TALKS.c.id)
    .where(_TALKS.c.owed_since.is_not(None), _BOTS_TURN, or_(_TALKS.c.lease_until.is_(None), _TALKS.c.lease_until <= _NOW))
    .limit(1)
)
_IN_DANGER: Final = _TALKS.c.tier.in_([tier.name for tier in Tier if tier.needs_person])
_URGENCY: Final = case((_IN_DANGER, _TALKS.c.tier), else_=Tier.T2.name)
_NEXT: Final = _CLAIMABLE.order_by(_TALKS.c.practice, _URGENCY, _TALKS.c.in_flood, _TALKS.c.owed_since).with_for_update(
    skip_locked=True, of=_TALKS
)
_LEASED: Final = update(_TALKS).where(_TALKS.c.id == THIS)
_OLDEST: Final = of_conversation().where(unhandled()).order_by(_TABLE.c.seq).limit(1)
_THIS_ONE: Final = and_(_TABLE.c.conversation_id == THIS, _TABLE.c.seq == bindparam("number"))
_TRIED: Final = update(_TABLE).where(_THIS_ONE).values(tries=_TABLE.c.tries + 1).returning(_TABLE.c.tries)
_STATE: Final = select(_STATES.c.body).where(_STATES.c.conversation_id == THIS)
_SAVED: Final = update(_STATES).where(_STATES.c.conversation_id == THIS)


class WorkQueue(Messages):
    """Implements bot.services.transaction.WorkRows."""

    def has_work(self, now: datetime) -> bool:
        """Whether anything could be claimed."""
        return self._connection.execute(_CLAIMABLE, {"now": now}).first() is not None

    def claim_work(self, lease_id: str, now: datetime, lease_until: datetime) -> str | None:
        """Lease the conversation whose message has waited longest. Those in danger come first; floods, then practice, last.

        Were every tier put before the next, those of the last would wait for ever once messages come faster than answers.
        Rows that another worker is claiming at this moment are skipped, not waited for.
        """
        conversation_id = self._connection.execute(_NEXT, {"now": now}).scalar()
        if conversation_id is None:
            return None
        self._connection.execute(_LEASED, {"this": conversation_id, "lease_id": lease_id, "lease_until": lease_until})
        return str(conversation_id)

    def oldest_unhandled(self, conversation_id: str) -> Message | None:
        """The message the brain answers next."""
        return self._one(_OLDEST, conversation_id)

    def count_try(self, conversation_id: str, seq: int) -> int:
        """Note one more try at a message."""
        return int(self._connection.execute(_TRIED, {"this": conversation_id, "number": seq}).scalar_one())

    def forget_try(self, conversation_id: str, seq: int) -> None:
        """Take the last try back."""
        taken_back = update(_TABLE).where(_THIS_ONE, _TABLE.c.tries > 0).values(tries=_TABLE.c.tries - 1)
        self._connection.execute(taken_back, {"this": conversation_id, "number": seq})

    def late_conversations(self, sent_before: datetime) -> Sequence[str]:
        """Ids of conversations with an unhandled message older than that which no safe answer covers yet."""
        late = select(_TABLE.c.seq).where(_TABLE.c.conversation_id == _TALKS.c.id, _late(sent_before)).exists()
        query = select(_TALKS.c.id).where(_TALKS.c.owed_since <= sent_before, _BOTS_TURN, late)
        return self._connection.execute(query).scalars().all()

    def cover_late(self, conversation_id: str, sent_before: datetime) -> Sequence[Message]:
        """Mark those messages of one conversation covered, and return them."""
        late = and_(_TABLE.c.conversation_id == conversation_id, _late(sent_before))
        covered = update(_TABLE).where(late).values(covered=True).returning(_TABLE.c.seq)
        numbers = sorted(self._connection.execute(covered).scalars())
        return [message for seq in numbers if (message := self.message(conversation_id, seq))]

    def is_covered(self, conversation_id: str, seq: int) -> bool:
        """Whether a safe answer was given for this message."""
        covered = select(_TABLE.c.covered).where(_THIS_ONE)
        return bool(self._connection.execute(covered, {"this": conversation_id, "number": seq}).scalar())

    def tracker_state(self, conversation_id: str) -> dict[str, Any] | None:
        """What the brain remembers of a conversation."""
        body = self._connection.execute(_STATE, {"this": conversation_id}).scalar_one_or_none()
        if body is None:
            return None
        state: dict[str, Any] = codec.from_bytes(self._data_key(conversation_id).unseal(_STATES.name, 0, body))["state"]
        return state

    def save_tracker_state(self, conversation_id: str, state: dict[str, Any], now: datetime) -> None:
        """Replace what the brain remembers."""
        body = self._data_key(conversation_id).seal(_STATES.name, 0, codec.to_bytes({"state": state}))
        if self._connection.execute(_SAVED, {"this": conversation_id, "body": body, "saved_at": now}).rowcount == 0:
            row = {"conversation_id": conversation_id, "body": body, "saved_at": now}
            self._connection.execute(_STATES.insert(), row)


def _late(sent_before: datetime) -> ColumnElement[bool]:
    return and_(unhandled(), _TABLE.c.covered == false(), _TABLE.c.sent_at <= sent_before)
