"""Whether a young person wants short words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("conversations", sa.Column("simple_words", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop it. Not as a batch: that makes a new table, and dropping the old one would take every message along."""
    op.drop_column("conversations", "simple_words")
