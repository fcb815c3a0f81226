"""The rows of what staff write beside a conversation: notes, and why they changed its tier. Words are encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import insert, select

from bot.safety.tiers import Tier
from bot.services.records_counselling import Note, NoteKind, TierChange
from bot.store import codec, schema_care
from bot.store.rows import Rows

_NOTES: Final = schema_care.notes
_CHANGES: Final = schema_care.tier_changes
_TEXT: Final = "text"


class Notes(Rows):
    """Implements bot.services.transaction_counselling.NoteRows and TierChangeRows."""

    def add_note(self, note: Note) -> Note:
        """Store one under the next number, and return it with that."""
        number = self._next_number(_NOTES, note.conversation_id)
        row = {
            "conversation_id": note.conversation_id,
            "number": number,
            "kind": note.kind.value,
            "at": note.at,
            "by": note.by,
            "body": self._sealed(_NOTES.name, note.conversation_id, number, note.text),
        }
        self._connection.execute(insert(_NOTES), row)
        return replace(note, number=number)

    def notes(self, conversation_ids: Sequence[str]) -> Sequence[Note]:
        """All notes of these conversations, oldest first within each."""
        query = select(_NOTES).where(_NOTES.c.conversation_id.in_(conversation_ids))
        rows = self._connection.execute(query.order_by(_NOTES.c.conversation_id, _NOTES.c.number)).all()
        return [
            Note(
                row.conversation_id,
                NoteKind(row.kind),
                row.at,
                row.by,
                self._opened_text(_NOTES.name, row.conversation_id, row.number, row.body),
                row.number,
            )
            for row in rows
        ]

    def add_tier_change(self, change: TierChange) -> None:
        """Store one."""
        number = self._next_number(_CHANGES, change.conversation_id)
        row = {
            "conversation_id": change.conversation_id,
            "number": number,
            "at": change.at,
            "by": change.by,
            "from_tier": change.from_tier.name,
            "to_tier": change.to_tier.name,
            "body": self._sealed(_CHANGES.name, change.conversation_id, number, change.reason),
        }
        self._connection.execute(insert(_CHANGES), row)

    def tier_changes(self, conversation_id: str) -> Sequence[TierChange]:
        """All of one conversation, oldest first."""
        query = select(_CHANGES).where(_CHANGES.c.conversation_id == conversation_id).order_by(_CHANGES.c.number)
        return [
            TierChange(
                conversation_id,
                row.at,
                row.by,
                Tier[row.from_tier],
                Tier[row.to_tier],
                self._opened_text(_CHANGES.name, conversation_id, row.number, row.body),
            )
            for row in self._connection.execute(query).all()
        ]

    def _sealed(self, table: str, conversation_id: str, number: int, text: str) -> bytes:
        return self._data_key(conversation_id).seal(table, number, codec.to_bytes({_TEXT: text}))

    def _opened_text(self, table: str, conversation_id: str, number: int, body: bytes) -> str:
        text: str = codec.from_bytes(self._data_key(conversation_id).unseal(table, number, body))[_TEXT]
        return text
