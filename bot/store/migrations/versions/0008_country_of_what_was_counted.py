"""A country that nobody said is no country: the word for it is too long for the column, which only SQLite lets pass."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty it: whoever counts reads it as not known."""
    op.execute("UPDATE counted SET country = NULL WHERE country = 'unknown'")


def downgrade() -> None:
    """Nothing: older programs read it so, too."""
