"""What a transaction can do with what staff write about a conversation. All of it is stored encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.services.records_counselling import ChatRecord, Emergency, Note, TierChange


class NoteRows(Protocol):
    """Private notes and whispers."""

    def add_note(self, note: Note) -> Note:
        """Store one under the next number, and return it with that."""

    def notes(self, conversation_ids: Sequence[str]) -> Sequence[Note]:
        """All notes of these conversations, oldest first within each."""


class TierChangeRows(Protocol):
    """Tiers that people changed."""

    def add_tier_change(self, change: TierChange) -> None:
        """Store one."""

    def tier_changes(self, conversation_id: str) -> Sequence[TierChange]:
        """All of one conversation, oldest first."""


class EmergencyRows(Protocol):
    """Emergencies: at most one of a conversation is open."""

    def save_emergency(self, emergency: Emergency) -> None:
        """Store a new one, or one that went on."""

    def emergencies(self, conversation_id: str) -> Sequence[Emergency]:
        """All of one conversation, oldest first."""

    def open_emergencies(self) -> Sequence[Emergency]:
        """Those of all conversations that have not ended, oldest first."""

    def others_here(self, counsellor_id: str, since: datetime) -> int:
        """How many other members of staff could be asked: seen since then, not paused, not disabled."""


class ChatRecordRows(Protocol):
    """Records made after a chat: one for each conversation."""

    def save_record(self, record: ChatRecord) -> None:
        """Store it in place of the one before."""

    def record(self, conversation_id: str) -> ChatRecord | None:
        """The record of a conversation, where there is one."""

    def unsigned_records(self, counsellor_id: str) -> Sequence[tuple[str, str, datetime, bool]]:
        """What a counsellor had last, is over for them, is no practice, and has no signed record; the longest ago first.

        Conversation's id, its label, its last message, and whether a record was begun.
        """


class CounsellingRows(NoteRows, TierChangeRows, EmergencyRows, ChatRecordRows, Protocol):
    """All of it."""
