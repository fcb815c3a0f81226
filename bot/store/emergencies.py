"""The rows of emergencies. Why and what was done is encrypted; who and when is not, so that the log can be counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, delete, func, insert, select

from bot.services.records_counselling import Emergency, Outcome
from bot.store import codec, schema
from bot.store.rows import Rows
from bot.store.schema_care import emergencies

_PLAIN: Final = ("opened_at", "opened_by", "confirmed_at", "confirmed_by", "ended_at", "ended_by")


class Emergencies(Rows):
    """Implements bot.services.transaction_counselling.EmergencyRows."""

    def save_emergency(self, emergency: Emergency) -> None:
        """Store a new one, or one that went on."""
        here = (emergencies.c.conversation_id == emergency.conversation_id) & (emergencies.c.number == emergency.number)
        body = codec.to_bytes({"reason": emergency.reason, "done": emergency.done, "answers": dict(emergency.answers)})
        row = {
            "conversation_id": emergency.conversation_id,
            "number": emergency.number,
            **{name: getattr(emergency, name) for name in _PLAIN},
            "outcome": emergency.outcome.value if emergency.outcome else None,
            "body": self._data_key(emergency.conversation_id).seal(emergencies.name, emergency.number, body),
        }
        self._connection.execute(delete(emergencies).where(here))
        self._connection.execute(insert(emergencies), row)

    def emergencies(self, conversation_id: str) -> Sequence[Emergency]:
        """All of one conversation, oldest first."""
        query = select(emergencies).where(emergencies.c.conversation_id == conversation_id).order_by(emergencies.c.number)
        return [self._emergency(row) for row in self._connection.execute(query).all()]

    def open_emergencies(self) -> Sequence[Emergency]:
        """Those of all conversations that have not ended, oldest first."""
        query = select(emergencies).where(emergencies.c.ended_at.is_(None)).order_by(emergencies.c.opened_at)
        return [self._emergency(row) for row in self._connection.execute(query).all()]

    def others_here(self, counsellor_id: str, since: datetime) -> int:
        """How many other members of staff could be asked."""
        staff = schema.counsellors.c
        query = select(func.count()).where(staff.id != counsellor_id, staff.seen_at >= since)
        query = query.where(staff.paused_at.is_(None), staff.disabled_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def _emergency(self, row: Row[Any]) -> Emergency:
        body = codec.from_bytes(self._data_key(row.conversation_id).unseal(emergencies.name, row.number, row.body))
        return Emergency(
            row.conversation_id,
            row.number,
            **{name: getattr(row, name) for name in _PLAIN},
            outcome=Outcome(row.outcome) if row.outcome else None,
            **body,
        )
