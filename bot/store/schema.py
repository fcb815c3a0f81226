"""The tables. What a young person says is only ever in `body` columns, encrypted; everything else is numbers and keys."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

from bot.store.instants import Instant

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID: Final = String(64)
_KEY: Final = String(32)  # names of things that grow are text: a database enum would need a migration for each

conversations: Final = Table(
    "conversations",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("label", _KEY, nullable=False),
    Column("token_hash", LargeBinary(32)),  # NULL: the session has ended
    Column("code_hash", LargeBinary(32)),  # of the come-back code; keyed, so that the database alone opens nothing
    Column("created_at", Instant, nullable=False),
    Column("owner", _KEY, nullable=False),
    Column("tier", String(2), nullable=False),  # T0 sorts before T4: the most urgent first
    Column("concern", _KEY),
    Column("last_seq", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("counsellor_id", ForeignKey("counsellors.id")),
    Column("counsellor_name", String(64)),
    Column("waiting_since", Instant),
    Column("called_by_seq", Integer),
    Column("raised_by_seq", Integer),
    Column("company_at", Instant),
    Column("company_said", Integer, nullable=False, server_default="0"),
    Column("quiet_at", Instant),
    Column("ended_at", Instant),
    Column("language", _KEY, nullable=False),
    Column("country", String(2)),
    Column("simple_words", Boolean, nullable=False, server_default=false()),
    Column("corrected_at", Instant),
    Column("feedback_given", Boolean, nullable=False, server_default=false()),  # once; not what
    Column("covers", Integer, nullable=False),
    Column("lease_id", String(64)),
    Column("lease_until", Instant),
    Index(None, "owner", "last_at"),  # the queue
    Index(None, "last_at"),  # retention
    Index("ix_conversations_code_hash", "code_hash", unique=True),  # no code opens two
)

conversation_keys: Final = Table(
    "conversation_keys",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),  # of the data key; bound into everything it encrypts
    Column("master_kid", _KEY, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)

messages: Final = Table(
    "messages",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sender", _KEY, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("client_id", String(64)),
    Column("handled", Boolean, nullable=False),
    Column("covered", Boolean, nullable=False),  # a safe answer was given
    Column("tries", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("conversation_id", "sender", "client_id"),
)
# Few messages are unhandled at any time, so this index stays tiny and every question about work is answered from it.
Index(
    "ix_messages_unhandled",
    messages.c.sent_at,
    messages.c.conversation_id,
    messages.c.seq,
    sqlite_where=messages.c.handled == false(),
    postgresql_where=messages.c.handled == false(),
)

tracker_states: Final = Table(
    "tracker_states",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

moves: Final = Table(
    "moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("move", _KEY, nullable=False),
    Column("owner", _KEY, nullable=False),
    Column("by", _ID, nullable=False),
    Column("reason", _KEY, nullable=False),
    Index(None, "move", "at"),  # the last acceptances
)

corrections: Final = Table(
    "corrections",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("after_seq", Integer, nullable=False),  # the newest message when it was made
    Column("body", LargeBinary, nullable=False),
)

# Counts, not rows: which answer belongs to which conversation is not there to be found.
feedback: Final = Table(
    "feedback",
    metadata,
    Column("day", String(10), primary_key=True),  # 2026-03-01
    Column("answer", _KEY, primary_key=True),
    Column("count", Integer, nullable=False),
)

counsellors: Final = Table(
    "counsellors",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("name_folded", String(128), nullable=False, unique=True),
    Column("role", _KEY, nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant),
)

counsellor_sessions: Final = Table(
    "counsellor_sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
