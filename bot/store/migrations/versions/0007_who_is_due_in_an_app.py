"""Finds at once who is due in an app, puts receipts off that come early, and keeps what a typing mark needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_UNSENT = sa.text("reach = 'open' AND held_at IS NULL AND last_seq > sent_seq")
_DELETED = sa.text("delete_at IS NOT NULL")
_LAST = "UPDATE contacts SET last_seq = (SELECT last_seq FROM conversations WHERE conversations.id = contacts.conversation_id)"


def upgrade() -> None:
    """Add the columns and the indexes."""
    op.add_column("inbox", sa.Column("due_at", sa.BigInteger))
    op.add_column("sent_messages", sa.Column("asked_at", sa.BigInteger))
    op.add_column("contacts", sa.Column("heard_body", sa.LargeBinary))
    op.add_column("contacts", sa.Column("last_seq", sa.Integer, nullable=False, server_default="0"))
    op.execute(_LAST)
    op.drop_index("ix_contacts_reach", "contacts")
    op.create_index("ix_contacts_channel_wrote_at", "contacts", ["channel", "wrote_at"])
    op.create_index("ix_contacts_unsent", "contacts", ["channel", "wrote_at"], sqlite_where=_UNSENT, postgresql_where=_UNSENT)
    op.create_index("ix_contacts_delete_at", "contacts", ["delete_at"], sqlite_where=_DELETED, postgresql_where=_DELETED)


def downgrade() -> None:
    """Take them away."""
    for name in ("channel_wrote_at", "unsent", "delete_at"):
        op.drop_index(f"ix_contacts_{name}", "contacts")
    op.create_index("ix_contacts_reach", "contacts", ["reach"])
    for table, column in (
        ("contacts", "last_seq"),
        ("contacts", "heard_body"),
        ("sent_messages", "asked_at"),
        ("inbox", "due_at"),
    ):
        op.drop_column(table, column)
