"""What can be done inside one transaction. Implemented by bot.store; every method is one step, no method decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from bot.conversation.feedback import Answer, Counts
from bot.conversation.message import Draft, Message, Sender
from bot.conversation.picture import Correction
from bot.conversation.queue_order import Place
from bot.services.records import (
    AuditAnchor,
    AuditLine,
    AuditQuery,
    Conversation,
    Counsellor,
    Incident,
    Known,
    Origin,
    OwnerChange,
)
from bot.services.transaction_accounts import AccountRows
from bot.services.transaction_alarms import AlarmRows
from bot.services.transaction_channels import ChannelRows
from bot.services.transaction_counselling import CounsellingRows
from bot.services.transaction_supervision import ReviewRows, StatisticRows


class ConversationRows(Protocol):
    """The conversations, their keys, and who owned them when."""

    def add_conversation(self, conversation: Conversation, token_hash: bytes) -> None:
        """Add a conversation and make its data key."""

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Read one; in a writing transaction the row stays locked until the end."""

    def known(self, conversation_ids: Sequence[str]) -> Sequence[Known]:
        """Those of them that are there, in no order."""

    def token_hash(self, conversation_id: str) -> bytes | None:
        """The hash of the session token, None when the session has ended or the conversation is unknown."""

    def end_session(self, conversation_id: str, at: datetime) -> None:
        """Make the session token worthless."""

    def renew_session(self, conversation_id: str, token_hash: bytes) -> None:
        """Give the conversation another session token: the one before is worthless from here on."""

    def update_conversation(self, conversation_id: str, **changes: Any) -> Conversation:
        """Change fields by the names of `Conversation`, and return the new row."""

    def waiting(self) -> Sequence[Conversation]:
        """Every conversation that waits for a person, in no order."""

    def places(self) -> Sequence[Place]:
        """The same, without what the order does not look at."""

    def practice_conversations(self) -> Sequence[Conversation]:
        """Every practice conversation, closed or not, the oldest first."""

    def gone_quiet(self, since: datetime, until: datetime) -> Sequence[Conversation]:
        """Conversations of the bot's, with a session, that have been silent since between these moments, and not asked after."""

    def open_conversations(self, bot_since: datetime) -> Sequence[Conversation]:
        """Those that wait or that a counsellor has, and those of the bot's that were active since then; the last active first."""

    def log_owner_change(self, change: OwnerChange) -> None:
        """Remember who changed the owner, when and why."""

    def owner_changes(self, conversation_id: str) -> Sequence[OwnerChange]:
        """The moves of one conversation, oldest first."""

    def count_held(self) -> dict[str, int]:
        """How many conversations each counsellor has at this moment, for each that has any; practice fills no hand."""

    def held(self) -> Sequence[Conversation]:
        """Every conversation that a counsellor has, in no order."""

    def hard_accepted(self, since: datetime) -> Sequence[tuple[str, str, datetime]]:
        """Who accepted which T0 or T1 when, since then: counsellor's id, conversation's id, moment. Practice does not count."""

    def waits(self, since: datetime, most: int) -> Sequence[timedelta]:
        """How long those waited whom a counsellor accepted since then, and not in vain: the newest `most`. Practice left out."""

    def quiet_since(self, moment: datetime, limit: int) -> Sequence[str]:
        """Ids of conversations without a message since then, oldest first."""

    def forget(self, conversation_id: str) -> None:
        """Destroy the data key and every row of a conversation."""


class MessageRows(Protocol):
    """The log of each conversation, encrypted."""

    def append(
        self, conversation_id: str, said: Draft, *, now: datetime, client_id: str | None = None, handled: bool = True
    ) -> Message:
        """Store a message under the next number."""

    def rewrite_message(self, conversation_id: str, seq: int, said: Draft) -> None:
        """Replace what a message says: it was deleted where it was written."""

    def message_by_client_id(self, conversation_id: str, sender: Sender, client_id: str) -> Message | None:
        """The message that this sender stored under this id: a retry is recognised by it."""

    def messages(
        self, conversation_id: str, after: int = 0, limit: int | None = 100, last: int | None = None
    ) -> Sequence[Message]:
        """Messages in order: those after a number, or the `last` n."""

    def message(self, conversation_id: str, seq: int) -> Message | None:
        """One message."""

    def mark_handled(self, conversation_id: str, up_to_seq: int) -> None:
        """Nothing more is owed for messages up to this number."""

    def mark_one_handled(self, conversation_id: str, seq: int) -> None:
        """Nothing more is owed for this message."""

    def owe_again(self, conversation_id: str, seq: int) -> None:
        """An answer is owed for this message after all. No safe answer is due: that it is late is known and was told."""

    def count_unread(self) -> dict[str, int]:
        """How many messages of the young person came after a counsellor's last, for each that waits or is held and has any."""

    def unanswered_since(self, conversation_ids: Sequence[str]) -> dict[str, datetime]:
        """When the young person first wrote after a counsellor's last message, for each conversation where they did."""


class WorkRows(Protocol):
    """What the brain still owes, and what it remembers."""

    def has_work(self, now: datetime) -> bool:
        """Whether anything could be claimed. Cheap, takes no lock."""

    def claim_work(self, lease_id: str, now: datetime, lease_until: datetime) -> str | None:
        """Lease a conversation with unhandled messages, danger first, then the longest waiting; None when there is none."""

    def oldest_unhandled(self, conversation_id: str) -> Message | None:
        """The message the brain answers next."""

    def count_try(self, conversation_id: str, seq: int) -> int:
        """Note one more try at a message, and say how many there were with this one."""

    def forget_try(self, conversation_id: str, seq: int) -> None:
        """Take the last try back: the message was not to blame for it."""

    def late_conversations(self, sent_before: datetime) -> Sequence[str]:
        """Ids of conversations with an unhandled message older than that which no safe answer covers yet."""

    def cover_late(self, conversation_id: str, sent_before: datetime) -> Sequence[Message]:
        """Mark those messages of one conversation covered, and return them."""

    def is_covered(self, conversation_id: str, seq: int) -> bool:
        """Whether a safe answer was given for this message."""

    def tracker_state(self, conversation_id: str) -> dict[str, Any] | None:
        """What the brain remembers of a conversation."""

    def save_tracker_state(self, conversation_id: str, state: dict[str, Any], now: datetime) -> None:
        """Replace what the brain remembers."""


class StaffRows(Protocol):
    """Counsellors."""

    def add_counsellor(self, counsellor: Counsellor, password_hash: str) -> bool:
        """Add a member of staff; False when the name is taken."""

    def has_counsellors(self) -> bool:
        """Whether there is any member of staff yet."""

    def counsellor(self, counsellor_id: str) -> Counsellor | None:
        """One member of staff; in a writing transaction the row stays locked until the end."""

    def counsellors(self) -> Sequence[Counsellor]:
        """Every member of staff, disabled ones too, by name."""

    def pause_counsellor(self, counsellor_id: str, at: datetime | None, kind: str | None, rested_at: datetime | None) -> None:
        """Note since when they are paused and why; None when they are not. And the end of their last break."""

    def counsellor_by_name(self, name: str) -> tuple[Counsellor, str] | None:
        """A member of staff and the password hash, whatever the letter case of the name."""

    def set_password_hash(self, counsellor_id: str, password_hash: str) -> None:
        """Replace the password hash."""

    def see_counsellor(self, counsellor_id: str, at: datetime | None) -> None:
        """Note when a counsellor's console was last there; None when it has gone."""

    def count_seen_since(self, moment: datetime) -> int:
        """How many counsellors could accept a conversation: their console was there since then, not paused, not disabled."""


class ComeBackRows(Protocol):
    """Come-back codes: only a keyed hash of each is stored, so that nobody can look one up without the master key."""

    def set_code(self, conversation_id: str, code: str | None) -> bool:
        """Store the code, in its canonical form, instead of the one before; None withdraws it.

        False, and nothing changes, when it opens another conversation.
        """

    def has_code(self, conversation_id: str) -> bool:
        """Whether a code opens this conversation."""

    def conversation_of_code(self, code: str) -> Conversation | None:
        """The conversation that a code in its canonical form opens."""


class CorrectionRows(Protocol):
    """What the young person said is not right about them, encrypted."""

    def add_correction(self, conversation_id: str, correction: Correction) -> None:
        """Store one more."""

    def corrections(self, conversation_id: str) -> Sequence[Correction]:
        """All of them, oldest first."""


class FeedbackRows(Protocol):
    """Counts of answers, a day: no row has anything to do with a conversation."""

    def count_feedback(self, conversation_id: str, day: date, answer: Answer) -> None:
        """Count one answer, unless this conversation has given one."""

    def feedback(self) -> Sequence[Counts]:
        """How often each answer was given in each month, oldest first."""


class AuditRows(Protocol):
    """Who read and changed what: append-only, each line sealed by the next."""

    def append_audit(self, line: AuditLine) -> None:
        """Add a line at the end of the chain, when the transaction commits."""

    def audit_lines(self, after: int = 0, limit: int = 100) -> Sequence[AuditLine]:
        """Lines after a number, oldest first."""

    def find_audit_lines(self, query: AuditQuery, limit: int) -> Sequence[AuditLine]:
        """The lines that somebody asks for, newest first."""

    def audit_anchor(self) -> AuditAnchor:
        """The last line's number and hash: with it written down elsewhere, nobody can rewrite or shorten the log unseen."""

    def audit_hash(self, number: int) -> bytes | None:
        """The hash of one line."""

    def broken_audit_line(self) -> int | None:
        """The number of the first line that does not fit the chain, or is missing at its end; None when all do."""


class IncidentRows(Protocol):
    """What a supervisor should look at."""

    def add_incident(self, incident: Incident) -> int:
        """Store one under the next number, and return that; its own number is not looked at."""

    def incidents(self, *, unseen: bool = False, limit: int = 200) -> Sequence[Incident]:
        """The newest first; with `unseen` only those nobody has looked at."""

    def see_incident(self, number: int, by: str, at: datetime) -> bool:
        """Note who looked at it first; False when there is none with this number."""


class OriginRows(Protocol):
    """Where a young person last wrote from, where the operator keeps that."""

    def set_origin(self, conversation_id: str, address: str, at: datetime) -> None:
        """Store it, sealed, in place of the one before."""

    def origin(self, conversation_id: str) -> Origin | None:
        """The last one."""


class Transaction(
    ConversationRows,
    MessageRows,
    WorkRows,
    StaffRows,
    AccountRows,
    ComeBackRows,
    CorrectionRows,
    FeedbackRows,
    AuditRows,
    IncidentRows,
    CounsellingRows,
    AlarmRows,
    StatisticRows,
    ReviewRows,
    ChannelRows,
    OriginRows,
    Protocol,
):
    """Everything, in one transaction."""
