"""What staff write about a conversation, as plain values. A young person is never shown any of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.safety.tiers import Tier


class NoteKind(StrEnum):
    """To whom a note is written."""

    NOTE = "note"  # to whoever reads the conversation
    WHISPER = "whisper"  # from a supervisor to the counsellor who has it


@dataclass(frozen=True, slots=True)
class Note:
    """Something written about a conversation. `number` counts from 1 within it; the store gives it."""

    conversation_id: str
    kind: NoteKind
    at: datetime
    by: str  # a counsellor's id
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class TierChange:
    """A person changed how urgent a conversation is."""

    conversation_id: str
    at: datetime
    by: str  # a counsellor's id
    from_tier: Tier
    to_tier: Tier
    reason: str


class Outcome(StrEnum):
    """How an emergency ended."""

    CALLED = "called"  # emergency services were
    PASSED_ON = "passed_on"  # to a safeguarding lead, children's services, another helpline
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Emergency:
    """Somebody outside is to be called, agreed or not. A second person looks first, where there is one."""

    conversation_id: str
    number: int
    opened_at: datetime
    opened_by: str  # a counsellor's id, as are all others
    reason: str
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None  # whoever opened it, when nobody else came
    ended_at: datetime | None = None
    ended_by: str | None = None
    outcome: Outcome | None = None
    done: str = ""  # what was done
    answers: Mapping[str, Any] = field(default_factory=dict)  # field of data/staff/emergency.yml -> its value

    @property
    def alone(self) -> bool:
        """Whether it went on without a second person."""
        return self.confirmed_by is not None and self.confirmed_by == self.opened_by


@dataclass(frozen=True, slots=True)
class AddedLine:
    """A line added to a record after it was signed."""

    at: datetime
    by: str  # a counsellor's id
    text: str


@dataclass(frozen=True, slots=True)
class ChatRecord:
    """What is kept of a conversation by the counsellor who had it. Once signed, its values never change: lines are added."""

    conversation_id: str
    saved_at: datetime
    saved_by: str
    values: Mapping[str, Any]  # field of data/staff/record.yml -> what the counsellor wrote
    signed_at: datetime | None = None
    signed_by: str | None = None
    added: tuple[AddedLine, ...] = ()
