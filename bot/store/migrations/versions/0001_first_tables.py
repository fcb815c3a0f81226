"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not taken from bot.store.schema: a migration must do the same for ever, whatever the schema becomes.
_INSTANT = sa.BigInteger
_KEY = sa.String(32)
_ID = sa.String(64)


def upgrade() -> None:
    """Make all tables."""
    _make_counsellors()
    _make_conversations()
    _make_messages()
    _make_tables_about_conversations()


def downgrade() -> None:
    """Drop all tables, those that point to others first."""
    for table in (
        "moves",
        "tracker_states",
        "messages",
        "conversation_keys",
        "conversations",
        "counsellor_sessions",
        "counsellors",
    ):
        op.drop_table(table)


def _make_counsellors() -> None:
    op.create_table(
        "counsellors",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("name_folded", sa.String(128), nullable=False),
        sa.Column("role", _KEY, nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_counsellors"),
        sa.UniqueConstraint("name_folded", name="uq_counsellors_name_folded"),
    )
    op.create_table(
        "counsellor_sessions",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("counsellor_id", _ID, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_counsellor_sessions"),
        sa.ForeignKeyConstraint(
            ["counsellor_id"], ["counsellors.id"], name="fk_counsellor_sessions_counsellor_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_counsellor_sessions_counsellor_id", "counsellor_sessions", ["counsellor_id"])


def _make_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("label", _KEY, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32)),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("owner", _KEY, nullable=False),
        sa.Column("tier", sa.String(2), nullable=False),
        sa.Column("concern", _KEY),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("last_at", _INSTANT, nullable=False),
        sa.Column("counsellor_id", _ID),
        sa.Column("counsellor_name", sa.String(64)),
        sa.Column("waiting_since", _INSTANT),
        sa.Column("called_by_seq", sa.Integer),
        sa.Column("raised_by_seq", sa.Integer),
        sa.Column("company_at", _INSTANT),
        sa.Column("ended_at", _INSTANT),
        sa.Column("language", _KEY, nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("covers", sa.Integer, nullable=False),
        sa.Column("lease_id", sa.String(64)),
        sa.Column("lease_until", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.ForeignKeyConstraint(["counsellor_id"], ["counsellors.id"], name="fk_conversations_counsellor_id"),
    )
    op.create_index("ix_conversations_owner_last_at", "conversations", ["owner", "last_at"])
    op.create_index("ix_conversations_last_at", "conversations", ["last_at"])


def _make_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("sender", _KEY, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("client_id", sa.String(64)),
        sa.Column("handled", sa.Boolean, nullable=False),
        sa.Column("covered", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name="pk_messages"),
        sa.UniqueConstraint("conversation_id", "sender", "client_id", name="uq_messages_conversation_id_sender_client_id"),
        _part_of_conversation("messages"),
    )
    unhandled = sa.column("handled") == sa.false()
    op.create_index(
        "ix_messages_unhandled",
        "messages",
        ["sent_at", "conversation_id", "seq"],
        sqlite_where=unhandled,
        postgresql_where=unhandled,
    )


def _make_tables_about_conversations() -> None:
    op.create_table(
        "conversation_keys",
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("master_kid", _KEY, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_conversation_keys"),
        _part_of_conversation("conversation_keys"),
    )
    op.create_table(
        "tracker_states",
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_tracker_states"),
        _part_of_conversation("tracker_states"),
    )
    op.create_table(
        "moves",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("move", _KEY, nullable=False),
        sa.Column("owner", _KEY, nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("reason", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moves"),
        _part_of_conversation("moves"),
    )
    op.create_index("ix_moves_conversation_id", "moves", ["conversation_id"])


def _part_of_conversation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["conversation_id"], ["conversations.id"], name=f"fk_{table}_conversation_id", ondelete="CASCADE"
    )
