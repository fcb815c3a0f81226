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
    String,
    Table,
    UniqueConstraint,
    false,
)

from bot.store.instants import Instant
from bot.store.metadata import ID, KEY, metadata

conversations: Final = Table(
    "conversations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("label", KEY, nullable=False),
    Column("token_hash", LargeBinary(32)),  # NULL: the session has ended
    Column("code_hash", LargeBinary(32)),  # of the come-back code; keyed, so that the database alone opens nothing
    Column("created_at", Instant, nullable=False),
    Column("owner", KEY, nullable=False),
    Column("tier", String(2), nullable=False),  # T0 sorts before T4: the most urgent first
    Column("concern", KEY),
    Column("last_seq", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("counsellor_id", ForeignKey("counsellors.id")),
    Column("counsellor_name", String(64)),
    Column("owed_since", Instant),  # when the oldest message was stored that the bot still owes an answer; kept by `messages.py`
    Column("waiting_since", Instant),
    Column("asked_at", Instant),  # when a person was called: kept while one has it, so that a place given up is the old place
    Column("accepted_at", Instant),
    Column("typed_at", Instant),  # the counsellor's last key since they accepted
    Column("answered_at", Instant),  # the counsellor's first words since they accepted
    Column("offered_to", ID),  # a colleague who may accept it before everybody else …
    Column("offered_until", Instant),  # … until then
    Column("called_by_seq", Integer),
    Column("raised_by_seq", Integer),
    Column("company_at", Instant),
    Column("company_said", Integer, nullable=False, server_default="0"),
    Column("quiet_at", Instant),
    Column("ended_at", Instant),
    Column("language", KEY, nullable=False),
    Column(
        "wants", String(255), nullable=False, server_default=""
    ),  # ids of skills, a comma between; only while a person is wanted
    Column("country", String(2)),
    Column("simple_words", Boolean, nullable=False, server_default=false()),
    Column("in_flood", Boolean, nullable=False, server_default=false()),  # began while more began than ever should
    Column("watched", Boolean, nullable=False, server_default=false()),  # somebody may be reading along
    Column("corrected_at", Instant),
    Column("feedback_given", Boolean, nullable=False, server_default=false()),  # once; not what
    Column("covers", Integer, nullable=False),
    Column("practice", Boolean, nullable=False, server_default=false()),  # made up, for training; never counted
    Column("practice_for", ID),  # the counsellor who practises: nobody else is offered it
    Column("practice_script", KEY),  # what plays the young person
    Column("blocked_until", Instant),
    Column("blocked_for", KEY),  # "abuse", "spam" or "offender"
    Column("lease_id", String(64)),
    Column("lease_until", Instant),
    Index(None, "owner", "last_at"),  # the queue
    Index(None, "last_at"),  # retention
    Index("ix_conversations_code_hash", "code_hash", unique=True),  # no code opens two
    Index(None, "practice_for"),  # looked for twice a second
)
# Few owe an answer at any time: this index stays tiny, however many conversations are kept, and is looked at all the time.
Index(
    "ix_conversations_owed_since",
    conversations.c.owed_since,
    sqlite_where=conversations.c.owed_since.is_not(None),
    postgresql_where=conversations.c.owed_since.is_not(None),
)

conversation_keys: Final = Table(
    "conversation_keys",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),  # of the data key; bound into everything it encrypts
    Column("master_kid", KEY, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)

messages: Final = Table(
    "messages",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sender", KEY, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("client_id", String(64)),
    Column("handled", Boolean, nullable=False),
    Column("covered", Boolean, nullable=False),  # a safe answer was given
    Column("tries", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("conversation_id", "sender", "client_id"),
)
# The same for their messages: the oldest of a long conversation is found without reading the others.
Index(
    "ix_messages_unhandled",
    messages.c.conversation_id,
    messages.c.seq,
    sqlite_where=messages.c.handled == false(),
    postgresql_where=messages.c.handled == false(),
)

# Only where the operator has chosen to keep addresses (UNHOOK_KEEP_ADDRESSES), which young people are then told.
origins: Final = Table(
    "origins",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the network address
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
    Column("move", KEY, nullable=False),
    Column("owner", KEY, nullable=False),
    Column("by", ID, nullable=False),
    Column("reason", KEY, nullable=False),
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
    Column("answer", KEY, primary_key=True),
    Column("count", Integer, nullable=False),
)

counsellors: Final = Table(
    "counsellors",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("name_folded", String(128), nullable=False, unique=True),
    Column("role", KEY, nullable=False),
    Column("password_hash", String(255), nullable=False),  # empty: none yet, so none fits
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("paused_at", Instant),
    Column("pause_kind", KEY),
    Column("rested_at", Instant),  # the end of the last break: hard conversations are counted from here
    Column("capacity", Integer, nullable=False, server_default="3"),  # conversations at the same time
    Column("languages", String(128), nullable=False, server_default=""),  # codes, a comma between; empty: any
    Column("skills", String(255), nullable=False, server_default=""),  # ids of data/staff/skills.yml, a comma between
    Column("disabled_at", Instant),
    Column("totp_secret", LargeBinary),  # sealed with the master key; NULL: no authenticator app
    Column("totp_step", Integer),  # the last time step used: a code is good once
    Column("sso_subject", String(255)),  # who they are at the single sign-on provider; NULL: not connected
    Index("ix_counsellors_sso_subject", "sso_subject", unique=True),
)

counsellor_sessions: Final = Table(
    "counsellor_sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("counsellor_id", ForeignKey("counsellors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("handle", KEY),  # what a list of sessions calls it; the token's hash is never shown
    Column("second_factor_at", Instant),  # when one was given; NULL: none was
    Column("proved_at", Instant),  # when its owner last proved who they are: changing an account needs this to be fresh
)
