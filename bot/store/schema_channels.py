"""The tables of messaging apps. Addresses are only in `body` columns, encrypted, and in keyed hashes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from bot.store.instants import Instant
from bot.store.metadata import ID, KEY, metadata

# What was accepted and not handled yet; sealed with a key of its own, for there may be no conversation yet.
inbox: Final = Table(
    "inbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("channel", KEY, nullable=False),
    Column("sender_hash", LargeBinary(32), nullable=False, index=True),  # one sender's events are handled one after the other
    Column("happened_at", Instant, nullable=False),  # there, where the platform says so
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("lease_id", ID),
    Column("lease_until", Instant),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,  # a number is bound into what it encrypts, so none is given twice
)

# Every event that was ever accepted, for as long as a platform may tell it again.
seen_events: Final = Table(
    "seen_events",
    metadata,
    Column("key_hash", LargeBinary(32), primary_key=True),
    Column("seen_at", Instant, nullable=False, index=True),
)

contacts: Final = Table(
    "contacts",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", KEY, nullable=False),
    Column("address_hash", LargeBinary(32)),  # keyed; NULL: a later conversation has this address
    Column("reach", KEY, nullable=False),
    Column("wrote_at", Instant, nullable=False),
    Column("answer_until", Instant),
    Column("sent_seq", Integer, nullable=False),
    Column("sent_parts", Integer, nullable=False),
    Column("next_at", Instant),
    Column("tries", Integer, nullable=False),
    Column("held_at", Instant),
    Column("delivered_seq", Integer, nullable=False),
    Column("read_seq", Integer, nullable=False),
    Column("stop_after_seq", Integer),
    Column("delete_at", Instant),
    Column("lease_id", ID),
    Column("lease_until", Instant),
    Column("body", LargeBinary, nullable=False),  # the address
    Index("ix_contacts_address_hash", "address_hash", unique=True),
    Index(None, "reach"),
)

# Which message of ours a platform's id stands for, for receipts.
sent_messages: Final = Table(
    "sent_messages",
    metadata,
    Column("id_hash", LargeBinary(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
)
