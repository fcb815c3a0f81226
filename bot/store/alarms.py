"""The rows of alarms. They hold times and keys, so nothing in them is encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, insert, select, update

from bot.conversation.alarm import Alarm, Hearers
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier
from bot.services.records import Role
from bot.store.rows import Rows
from bot.store.schema import conversations, counsellors
from bot.store.schema_care import alarms

_COLUMNS: Final = tuple(alarms.c[field.name] for field in fields(Alarm))
_OPEN: Final = alarms.c.stopped_at.is_(None)
_URGENT: Final = [tier.name for tier in Tier if tier.needs_person]


class Alarms(Rows):
    """Implements bot.services.transaction_alarms.AlarmRows."""

    def add_alarm(self, conversation_id: str, tier: Tier, at: datetime, counsellor_id: str | None = None) -> Alarm:
        """Open an alarm. Its conversation is locked by whoever opens one, so no two get the same number."""
        last = select(func.coalesce(func.max(alarms.c.number), 0)).where(alarms.c.conversation_id == conversation_id)
        fresh = Alarm(conversation_id, self._connection.execute(last).scalar_one() + 1, tier, at, counsellor_id)
        row = {
            "conversation_id": conversation_id,
            "number": fresh.number,
            "tier": tier.name,
            "rang_at": at,
            "counsellor_id": counsellor_id,
        }
        self._connection.execute(insert(alarms), row)
        return fresh

    def open_alarm(self, conversation_id: str) -> Alarm | None:
        """The one that rings."""
        query = select(*_COLUMNS).where(alarms.c.conversation_id == conversation_id, _OPEN)
        row = self._connection.execute(query.with_for_update() if self._writes else query).one_or_none()
        return _alarm(row) if row else None

    def last_alarm(self, conversation_id: str) -> Alarm | None:
        """The newest of those for everybody."""
        query = select(*_COLUMNS).where(alarms.c.conversation_id == conversation_id, alarms.c.counsellor_id.is_(None))
        row = self._connection.execute(query.order_by(alarms.c.number.desc()).limit(1)).one_or_none()
        return _alarm(row) if row else None

    def alarms(self, conversation_id: str) -> Sequence[Alarm]:
        """All of one conversation, the oldest first."""
        return self._alarms(select(*_COLUMNS).where(alarms.c.conversation_id == conversation_id))

    def update_alarm(self, alarm: Alarm, **changes: Any) -> Alarm:
        """Change fields, and return the new row."""
        values = {name: value.name if isinstance(value, Tier) else value for name, value in changes.items()}
        changed = update(alarms).where(_is(alarm)).values(**values).returning(*_COLUMNS)
        return _alarm(self._connection.execute(changed).one())

    def ringing(self) -> Sequence[Alarm]:
        """Every open alarm, the oldest first."""
        return self._alarms(select(*_COLUMNS).where(_OPEN))

    def ringing_for_real(self) -> Sequence[Alarm]:
        """The same without practice."""
        return self._alarms(_for_real().where(_OPEN))

    def waiting_unheard(self) -> Sequence[str]:
        """Ids of conversations with a T0 or T1 that wait and have no open alarm for everybody."""
        rings = exists().where(alarms.c.conversation_id == conversations.c.id, _OPEN, alarms.c.counsellor_id.is_(None))
        waits = and_(conversations.c.owner == Owner.WAITING.value, conversations.c.tier.in_(_URGENT))
        return self._connection.execute(select(conversations.c.id).where(waits, ~rings)).scalars().all()

    def rings_between(self, since: datetime, until: datetime) -> Sequence[Alarm]:
        """The alarms for everybody that rang in this time, without practice."""
        when = and_(alarms.c.rang_at >= since, alarms.c.rang_at < until)
        return self._alarms(_for_real().where(when, alarms.c.counsellor_id.is_(None)))

    def hearers(self, seen_since: datetime) -> Hearers:
        """How many of the staff are at their console and not paused."""
        staff = counsellors.c
        here = and_(staff.seen_at > seen_since, staff.paused_at.is_(None), staff.disabled_at.is_(None))
        query = select(staff.role, func.count()).where(here).group_by(staff.role)
        found = {row[0]: row[1] for row in self._connection.execute(query)}
        counselling = found.pop(Role.COUNSELLOR.value, 0)
        return Hearers(counselling, sum(found.values()))

    def _alarms(self, query: Select[Any]) -> Sequence[Alarm]:
        ordered = query.order_by(alarms.c.rang_at, alarms.c.conversation_id)
        return [_alarm(row) for row in self._connection.execute(ordered)]


def _for_real() -> Select[Any]:
    joined = alarms.join(conversations, conversations.c.id == alarms.c.conversation_id)
    return select(*_COLUMNS).select_from(joined).where(conversations.c.practice == false())


def _is(alarm: Alarm) -> ColumnElement[bool]:
    return and_(alarms.c.conversation_id == alarm.conversation_id, alarms.c.number == alarm.number)


def _alarm(row: Row[Any]) -> Alarm:
    values = row._asdict()
    return Alarm(**values | {"tier": Tier[values["tier"]]})
