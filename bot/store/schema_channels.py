"""The tables of messaging apps. Addresses are only in `body` columns, encrypted, and in keyed hashes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, text

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
    Column("due_at", Instant),  # put off until then; the same sender's other events do not wait for it
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

# Whom something waits for that may be sent. Word for word in the index and in the query: else no database finds the one for
# the other, and among a hundred thousand people the few that are due would be looked for one by one, every second.
UNSENT: Final = "reach = 'open' AND held_at IS NULL AND last_seq > sent_seq"

contacts: Final = Table(
    "contacts",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", KEY, nullable=False),
    Column("address_hash", LargeBinary(32)),  # keyed; NULL: a later conversation has this address
    Column("reach", KEY, nullable=False),
    Column("wrote_at", Instant, nullable=False),
    Column("answer_until", Instant),
    Column("last_seq", Integer, nullable=False, server_default="0"),  # the conversation's, so that one index knows who is due
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
    Column("heard_body", LargeBinary),  # the platform's id of their last message, where it is needed to answer it
    Index("ix_contacts_address_hash", "address_hash", unique=True),
    Index("ix_contacts_channel_wrote_at", "channel", "wrote_at"),
    Index("ix_contacts_unsent", "channel", "wrote_at", sqlite_where=text(UNSENT), postgresql_where=text(UNSENT)),
    Index(
        "ix_contacts_delete_at",
        "delete_at",
        sqlite_where=text("delete_at IS NOT NULL"),
        postgresql_where=text("delete_at IS NOT NULL"),
    ),
)

# Which message of ours a platform's id stands for, for receipts.
sent_messages: Final = Table(
    "sent_messages",
    metadata,
    Column("id_hash", LargeBinary(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("asked_at", Instant),  # when the platform was asked to send it; receipts that tell a moment only are read by it
)
