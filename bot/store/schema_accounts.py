"""The tables of how staff sign in, and of who read and changed what."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from bot.store.instants import Instant
from bot.store.metadata import ID, KEY, metadata

recovery_codes: Final = Table(
    "recovery_codes",
    metadata,
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", LargeBinary(32), primary_key=True),  # keyed; a code that was used is deleted
)

passkeys: Final = Table(
    "passkeys",
    metadata,
    Column("credential_id", LargeBinary(255), primary_key=True),
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("name", String(64), nullable=False),  # as its owner calls it
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

invitations: Final = Table(
    "invitations",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

tickets: Final = Table(
    "tickets",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("purpose", KEY, nullable=False),  # good for this and nothing else
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), index=True),  # NULL: not known yet
    Column("secret", LargeBinary, nullable=False),  # sealed with the master key: a challenge, a secret on its way
    Column("tries", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

known_browsers: Final = Table(
    "known_browsers",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),  # one for a browser, whoever signs in there
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("seen_at", Instant, nullable=False),
)

# Append-only. No foreign key: what was read stays on record when the conversation is gone. Each line seals the one before.
audit: Final = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("by", ID, nullable=False, index=True),  # a counsellor's id, or "system"
    Column("action", KEY, nullable=False),
    Column("conversation_id", ID, index=True),
    Column("about", ID),  # a counsellor's id, or a key that says more: never words
    Column("chain", LargeBinary(32), nullable=False),  # a hash of this line and of the chain before it
)

# One row: where the chain ends. Writers queue at it, and it tells when lines were cut off the end.
audit_head: Final = Table(
    "audit_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
)
