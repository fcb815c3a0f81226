"""The rows of corrections: what is not right is as private as what is, so it is encrypted like a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import insert, select

from bot.conversation.picture import Correction
from bot.store import codec, schema
from bot.store.rows import THIS, Rows

_TABLE: Final = schema.corrections
_ALL: Final = select(_TABLE).where(_TABLE.c.conversation_id == THIS).order_by(_TABLE.c.number)


class Corrections(Rows):
    """Implements bot.services.transaction.CorrectionRows."""

    def add_correction(self, conversation_id: str, correction: Correction) -> None:
        """Store one more, under the next number."""
        number = self._next_number(_TABLE, conversation_id)
        plain = codec.to_bytes({"label": correction.label, "value": correction.value})
        row = {
            "conversation_id": conversation_id,
            "number": number,
            "after_seq": correction.after_seq,
            "body": self._data_key(conversation_id).seal(_TABLE.name, number, plain),
        }
        self._connection.execute(insert(_TABLE), row)

    def corrections(self, conversation_id: str) -> Sequence[Correction]:
        """All of them, oldest first."""
        found = []
        for row in self._connection.execute(_ALL, {"this": conversation_id}):
            told = codec.from_bytes(self._data_key(conversation_id).unseal(_TABLE.name, row.number, row.body))
            found.append(Correction(row.after_seq, told["label"], told["value"]))
        return found
