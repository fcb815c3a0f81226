"""Where a young person wrote from, for helplines that choose to keep it; and a country that nobody said is no country."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. The word for an unknown country is too long for its column, which only SQLite let pass: it goes."""
    op.create_table(
        "origins",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_origins"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_origins_conversation_id", ondelete="CASCADE"),
    )
    op.execute("UPDATE counted SET country = NULL WHERE country = 'unknown'")


def downgrade() -> None:
    """Take the table away. The country stays empty: older programs read that as unknown, too."""
    op.drop_table("origins")
