"""How often somebody who waits was spoken to, when a quiet one was, and whether they want short words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; whoever waits at this moment starts anew."""
    op.add_column("conversations", sa.Column("company_said", sa.Integer, nullable=False, server_default="0"))
    op.add_column("conversations", sa.Column("quiet_at", sa.BigInteger))
    op.add_column("conversations", sa.Column("simple_words", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop them. Not as a batch: that makes a new table, and dropping the old one would take every message along."""
    for column in ("simple_words", "quiet_at", "company_said"):
        op.drop_column("conversations", column)
