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
    SIGN_IN_REFUSED = "sign_in_refused"  # the password was right, the second factor was not
    SIGN_OUT = "sign_out"
    READ = "read"
    READ_REFUSED = "read_refused"
    REFUSED = "refused"  # something else that their role may not do
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
    DELETE = "delete"  # for a young person who asked the operator; what they delete themselves is in no log
    AUDIT_READ = "audit_read"
    INVITE = "invite"
    JOINED = "joined"
    ACCOUNT_CHANGED = "account_changed"  # languages, skills, capacity
    MADE_COUNSELLOR = "made_counsellor"
    MADE_SUPERVISOR = "made_supervisor"
    MADE_ADMINISTRATOR = "made_administrator"
    DISABLED = "disabled"
    ENABLED = "enabled"
    ACCOUNT_RESET = "account_reset"  # a new link for a new password
    SECOND_FACTOR_RESET = "second_factor_reset"  # by somebody else
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  what happened, not a password
    SSO_CONNECTED = "sso_connected"
    SSO_DISCONNECTED = "sso_disconnected"
    SESSION_REVOKED = "session_revoked"
    KEYS_ROTATED = "keys_rotated"
    BACKUP_MADE = "backup_made"
    RESTORED = "restored"  # the database, from a backup


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
