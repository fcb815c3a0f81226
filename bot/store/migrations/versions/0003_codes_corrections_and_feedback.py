"""Come-back codes, corrections of what is passed on, and counts of feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns, indexes and tables."""
    op.add_column("conversations", sa.Column("code_hash", sa.LargeBinary(32)))
    op.add_column("conversations", sa.Column("corrected_at", sa.BigInteger))
    op.add_column("conversations", sa.Column("feedback_given", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_conversations_code_hash", "conversations", ["code_hash"], unique=True)
    op.create_index("ix_moves_move_at", "moves", ["move", "at"])
    op.create_table(
        "corrections",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("after_seq", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_corrections_conversation_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "answer", name="pk_feedback"),
    )


def downgrade() -> None:
    """Drop them. Columns not as a batch: that makes a new table, and dropping the old one would take every message along."""
    op.drop_table("feedback")
    op.drop_table("corrections")
    op.drop_index("ix_moves_move_at", "moves")
    op.drop_index("ix_conversations_code_hash", "conversations")
    for column in ("feedback_given", "corrected_at", "code_hash"):
        op.drop_column("conversations", column)
