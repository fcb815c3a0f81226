"""Counts, a row for each day, measure and key: nothing in them leads to a conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.conversation.message import Message, Sender
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.records_supervision import Counted, DayCount
from bot.store import schema
from bot.store.messages import Messages, of_conversation
from bot.store.schema_care import counted, statistics

_TALKS: Final = schema.conversations
_MESSAGES: Final = schema.messages


class Statistics(Messages):
    """Implements bot.services.transaction_supervision.StatisticRows."""

    def day_of(self, at: datetime) -> date:
        """The day of the operator's in which a moment lies."""
        return at.astimezone(self._zone).date()

    def count(self, at: datetime, measure: str, key: str, by: int = 1) -> None:
        """Add to a count. Two writers may begin the same row at once: the second adds to it, and nobody's message fails."""
        row = {"day": self.day_of(at).isoformat(), "measure": measure, "key": key, "count": by}
        self._connection.execute(_ADD[self._connection.dialect.name], row)

    def statistics(self, first: date, last: date, measure: str | None = None) -> Sequence[DayCount]:
        """All counts from one day to another, oldest first; or those of one measure."""
        query = select(statistics).where(_between(first, last)).order_by(statistics.c.day, statistics.c.measure, statistics.c.key)
        if measure:
            query = query.where(statistics.c.measure == measure)
        return [DayCount(date.fromisoformat(row[0]), row[1], row[2], row[3]) for row in self._connection.execute(query)]

    def statistics_sum(self, first: date, last: date) -> Sequence[tuple[str, str, int]]:
        """Measure, key and count of all these days together."""
        total = func.sum(statistics.c["count"])
        query = select(statistics.c.measure, statistics.c.key, total).where(_between(first, last))
        rows = self._connection.execute(query.group_by(statistics.c.measure, statistics.c.key))
        return [(row[0], row[1], int(row[2])) for row in rows]

    def counted(self, conversation_id: str) -> Counted:
        """What is counted of a conversation."""
        row = self._connection.execute(select(counted).where(counted.c.conversation_id == conversation_id)).one_or_none()
        if row is None:
            return Counted(conversation_id)
        return Counted(**row._asdict() | {"tier": Tier[row.tier] if row.tier else None})

    def save_counted(self, told: Counted) -> None:
        """Replace what is counted of a conversation."""
        row = asdict(told) | {"tier": told.tier.name if told.tier is not None else None}
        self._connection.execute(_REPLACE[self._connection.dialect.name], row)

    def uncounted(self, quiet_since: datetime, limit: int) -> Sequence[str]:
        """Ids of conversations that are over and not counted to their end."""
        is_over = or_(_TALKS.c.owner == Owner.CLOSED.value, _TALKS.c.last_at < quiet_since)
        query = (
            select(_TALKS.c.id)
            .outerjoin(counted, counted.c.conversation_id == _TALKS.c.id)
            .where(is_over, _TALKS.c.practice.is_(False))
            .where(or_(counted.c.ended_at.is_(None), counted.c.up_to_seq < _TALKS.c.last_seq))
            .limit(limit)
        )
        return self._connection.execute(query).scalars().all()

    def heard_since(self, conversation_id: str, after_seq: int) -> Sequence[Message]:
        """The young person's messages after a number, in order."""
        query = of_conversation().where(_theirs(), _MESSAGES.c.seq > after_seq).order_by(_MESSAGES.c.seq)
        return [self._opened(row) for row in self._connection.execute(query, {"this": conversation_id})]

    def heard_at(self, conversation_id: str) -> datetime | None:
        """When the young person last wrote."""
        query = select(func.max(_MESSAGES.c.sent_at)).where(_MESSAGES.c.conversation_id == conversation_id, _theirs())
        at: datetime | None = self._connection.execute(query).scalar_one()
        return at


def upsert(dialect: str, table: Table, changes: Callable[[Any], Mapping[str, Any]]) -> Any:
    """A statement that adds a row, or changes the one with the same key to what `changes` makes of the new values' columns."""
    put = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return put.on_conflict_do_update(index_elements=list(table.primary_key), set_=dict(changes(put.excluded)))


# Made once: making one takes longer than running it.
_ADD: Final = {
    name: upsert(name, statistics, lambda fresh: {"count": statistics.c["count"] + fresh["count"]})
    for name in ("sqlite", "postgresql")
}
_REPLACE: Final = {
    name: upsert(name, counted, lambda fresh: {column.name: fresh[column.name] for column in counted.c})
    for name in ("sqlite", "postgresql")
}


def _between(first: date, last: date) -> ColumnElement[bool]:
    between: ColumnElement[bool] = statistics.c.day.between(first.isoformat(), last.isoformat())
    return between


def _theirs() -> ColumnElement[bool]:
    return _MESSAGES.c.sender == Sender.YOUNG_PERSON.value
