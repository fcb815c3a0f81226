"""What the bot owes is found at once, however many conversations are kept; those that began in a flood come after the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_UNHANDLED = "ix_messages_unhandled"
_OWED = "ix_conversations_owed_since"
_OPEN = sa.column("handled") == sa.false()
_SINCE = sa.column("owed_since").is_not(None)


def upgrade() -> None:
    """Add the columns, and fill in since when something is owed."""
    op.add_column("conversations", sa.Column("in_flood", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("conversations", sa.Column("owed_since", sa.BigInteger))
    op.drop_index(_UNHANDLED, "messages")
    op.create_index(_UNHANDLED, "messages", ["conversation_id", "seq"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.execute(
        "UPDATE conversations SET owed_since = "
        "(SELECT min(sent_at) FROM messages WHERE conversation_id = conversations.id AND handled = false)"
    )
    op.create_index(_OWED, "conversations", ["owed_since"], sqlite_where=_SINCE, postgresql_where=_SINCE)


def downgrade() -> None:
    """Take them away."""
    op.drop_index(_OWED, "conversations")
    op.drop_index(_UNHANDLED, "messages")
    op.create_index(_UNHANDLED, "messages", ["sent_at", "conversation_id", "seq"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.drop_column("conversations", "owed_since")
    op.drop_column("conversations", "in_flood")
