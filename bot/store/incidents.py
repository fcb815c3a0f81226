"""The rows of incidents. They hold no words, so nothing in them is encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, literal, select, update

from bot.services.records import Incident
from bot.store.instants import Instant
from bot.store.rows import Rows
from bot.store.schema_care import incidents


class Incidents(Rows):
    """Implements bot.services.transaction.IncidentRows."""

    def add_incident(self, incident: Incident) -> int:
        """Store one under the next number, and return that."""
        row = {
            "at": incident.at,
            "kind": incident.kind,
            "conversation_id": incident.conversation_id,
            "counsellor_id": incident.counsellor_id,
        }
        return int(self._connection.execute(insert(incidents).returning(incidents.c.id), row).scalar_one())

    def incidents(self, *, unseen: bool = False, limit: int = 200) -> Sequence[Incident]:
        """The newest first; with `unseen` only those nobody has looked at."""
        query = select(incidents).order_by(incidents.c.id.desc()).limit(limit)
        if unseen:
            query = query.where(incidents.c.seen_at.is_(None))
        return [_incident(row) for row in self._connection.execute(query)]

    def see_incident(self, number: int, by: str, at: datetime) -> bool:
        """Note who looked at it first; False when there is none with this number."""
        first_at, first_by = func.coalesce(incidents.c.seen_at, literal(at, Instant)), func.coalesce(incidents.c.seen_by, by)
        seen = update(incidents).where(incidents.c.id == number).values(seen_at=first_at, seen_by=first_by)
        return self._connection.execute(seen).rowcount == 1


def _incident(row: Row[Any]) -> Incident:
    return Incident(row.id, row.at, row.kind, row.conversation_id, row.counsellor_id, row.seen_at, row.seen_by)
