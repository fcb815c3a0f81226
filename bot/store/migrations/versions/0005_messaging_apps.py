"""What messaging apps need: an inbox, who is reached there, and which of our messages an app's id stands for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "inbox",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("sender_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("happened_at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lease_id", sa.String(64)),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_inbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_sender_hash", "inbox", ["sender_hash"])
    op.create_table(
        "seen_events",
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_seen_events"),
    )
    op.create_index("ix_seen_events_seen_at", "seen_events", ["seen_at"])
    op.create_table(
        "contacts",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(32)),
        sa.Column("reach", sa.String(32), nullable=False),
        sa.Column("wrote_at", sa.BigInteger, nullable=False),
        sa.Column("answer_until", sa.BigInteger),
        sa.Column("sent_seq", sa.Integer, nullable=False),
        sa.Column("sent_parts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("held_at", sa.BigInteger),
        sa.Column("delivered_seq", sa.Integer, nullable=False),
        sa.Column("read_seq", sa.Integer, nullable=False),
        sa.Column("stop_after_seq", sa.Integer),
        sa.Column("delete_at", sa.BigInteger),
        sa.Column("lease_id", sa.String(64)),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_contacts"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_contacts_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_contacts_address_hash", "contacts", ["address_hash"], unique=True)
    op.create_index("ix_contacts_reach", "contacts", ["reach"])
    op.create_table(
        "sent_messages",
        sa.Column("id_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_sent_messages"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_sent_messages_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sent_messages_conversation_id", "sent_messages", ["conversation_id"])


def downgrade() -> None:
    """Take them away."""
    for table in ("sent_messages", "contacts", "seen_events", "inbox"):
        op.drop_table(table)
