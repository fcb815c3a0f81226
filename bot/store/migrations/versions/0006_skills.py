"""What a counsellor knows especially well, and what a conversation that waits wants."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("counsellors", sa.Column("skills", sa.String(255), nullable=False, server_default=""))
    op.add_column("conversations", sa.Column("wants", sa.String(255), nullable=False, server_default=""))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("conversations", "wants")
    op.drop_column("counsellors", "skills")
