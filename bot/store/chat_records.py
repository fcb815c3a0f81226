"""The rows of the records that are made after a chat, encrypted with the key of their conversation: they go with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import delete, false, func, insert, select

from bot.conversation.owner import HOLDING, Owner
from bot.services.records_counselling import AddedLine, ChatRecord
from bot.store import codec, schema
from bot.store.rows import Rows
from bot.store.schema_care import records

_ONLY: Final = 1  # there is one of each conversation


class ChatRecords(Rows):
    """Implements bot.services.transaction_counselling.ChatRecordRows."""

    def save_record(self, record: ChatRecord) -> None:
        """Store it in place of the one before."""
        added = [{"at": one.at.isoformat(), "by": one.by, "text": one.text} for one in record.added]
        plain = codec.to_bytes({"values": dict(record.values), "added": added})
        row = {
            "conversation_id": record.conversation_id,
            "saved_at": record.saved_at,
            "saved_by": record.saved_by,
            "signed_at": record.signed_at,
            "signed_by": record.signed_by,
            "body": self._data_key(record.conversation_id).seal(records.name, _ONLY, plain),
        }
        self._connection.execute(delete(records).where(records.c.conversation_id == record.conversation_id))
        self._connection.execute(insert(records), row)

    def record(self, conversation_id: str) -> ChatRecord | None:
        """The record of a conversation, where there is one."""
        query = select(records).where(records.c.conversation_id == conversation_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        body = codec.from_bytes(self._data_key(conversation_id).unseal(records.name, _ONLY, row.body))
        added = tuple(AddedLine(datetime.fromisoformat(one["at"]), one["by"], one["text"]) for one in body["added"])
        return ChatRecord(conversation_id, row.saved_at, row.saved_by, body["values"], row.signed_at, row.signed_by, added)

    def unsigned_records(self, counsellor_id: str) -> Sequence[tuple[str, str, datetime, bool]]:
        """What a counsellor had last, is over for them, is no practice, and has no signed record; the longest ago first."""
        talks, moves = schema.conversations, schema.moves
        holding = [move.value for move in HOLDING]
        last = select(func.max(moves.c.id)).where(moves.c.move.in_(holding)).group_by(moves.c.conversation_id)
        query = select(talks.c.id, talks.c.label, talks.c.last_at, records.c.saved_at)
        query = query.join(moves, moves.c.conversation_id == talks.c.id).outerjoin(
            records, records.c.conversation_id == talks.c.id
        )
        query = query.where(moves.c.id.in_(last), moves.c.by == counsellor_id, records.c.signed_at.is_(None))
        query = query.where(talks.c.owner.in_([Owner.BOT.value, Owner.CLOSED.value]), talks.c.practice == false())
        rows = self._connection.execute(query.order_by(talks.c.last_at))
        return [(row.id, row.label, row.last_at, row.saved_at is not None) for row in rows]
