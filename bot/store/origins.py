"""The row of where a young person last wrote from. Empty unless the operator keeps addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select

from bot.services.records import Origin
from bot.store.rows import Rows
from bot.store.schema import origins

_ONLY: Final = 0  # there is one of each conversation


class Origins(Rows):
    """Implements bot.services.transaction.OriginRows."""

    def set_origin(self, conversation_id: str, address: str, at: datetime) -> None:
        """Store it in place of the one before."""
        sealed = self._data_key(conversation_id).seal(origins.name, _ONLY, address.encode())
        self._connection.execute(delete(origins).where(origins.c.conversation_id == conversation_id))
        self._connection.execute(insert(origins), {"conversation_id": conversation_id, "seen_at": at, "body": sealed})

    def origin(self, conversation_id: str) -> Origin | None:
        """The last one."""
        row = self._connection.execute(select(origins).where(origins.c.conversation_id == conversation_id)).one_or_none()
        if row is None:
            return None
        address = self._data_key(conversation_id).unseal(origins.name, _ONLY, row.body).decode()
        return Origin(conversation_id, address, row.seen_at)
