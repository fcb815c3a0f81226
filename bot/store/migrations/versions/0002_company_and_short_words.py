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
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("company_said", sa.Integer, nullable=False, server_default="0"))
        table.add_column(sa.Column("quiet_at", sa.BigInteger))
        table.add_column(sa.Column("simple_words", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("conversations") as table:
        for column in ("simple_words", "quiet_at", "company_said"):
            table.drop_column(column)
