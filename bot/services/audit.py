"""Writes the audit log: who read, took, changed or exported what, in the same transaction as the deed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.services.records import AuditLine, Counsellor
from bot.services.transaction import Transaction

SYSTEM = "system"


class Action(StrEnum):
    """Everything that is logged."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    READ = "read"
    READ_REFUSED = "read_refused"
    ACCEPT = "accept"
    PUT_BACK = "put_back"
    TRANSFER = "transfer"
    STEP_IN = "step_in"
    RETURN = "return"
    CLOSE = "close"
    REOPEN = "reopen"
    RAISE_TIER = "raise_tier"
    LOWER_TIER = "lower_tier"
    NOTE = "note"
    WHISPER = "whisper"
    EMERGENCY = "emergency"
    EMERGENCY_CONFIRMED = "emergency_confirmed"
    EMERGENCY_ENDED = "emergency_ended"
    BLOCK = "block"
    UNBLOCK = "unblock"
    RECORD_SAVED = "record_saved"
    RECORD_SIGNED = "record_signed"
    REVIEW = "review"
    EXPORT = "export"
    INVITE = "invite"
    ACCOUNT_CHANGED = "account_changed"
    SESSION_REVOKED = "session_revoked"


def note_in_audit(
    tx: Transaction,
    by: Counsellor | str,
    action: Action,
    now: datetime,
    *,
    conversation_id: str | None = None,
    about: str | None = None,
) -> None:
    """Add one line to the log."""
    who = by.id if isinstance(by, Counsellor) else by
    tx.append_audit(AuditLine(now, who, action.value, conversation_id, about))
