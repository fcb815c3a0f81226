"""What the counsellors' work needs: second factors, an audit log, alarms, notes, records, reviews and counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables."""
    _add_columns()
    op.create_table(
        "recovery_codes",
        sa.Column("counsellor_id", sa.String(64), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("counsellor_id", "code_hash", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["counsellor_id"], ["counsellors.id"], "fk_recovery_codes_counsellor_id", ondelete="CASCADE"),
    )
    op.create_table(
        "passkeys",
        sa.Column("credential_id", sa.LargeBinary(255), nullable=False),
        sa.Column("counsellor_id", sa.String(64), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.Integer, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("credential_id", name="pk_passkeys"),
        sa.ForeignKeyConstraint(["counsellor_id"], ["counsellors.id"], name="fk_passkeys_counsellor_id", ondelete="CASCADE"),
    )
    op.create_index("ix_passkeys_counsellor_id", "passkeys", ["counsellor_id"])
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("counsellor_id", sa.String(64), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitations"),
        sa.ForeignKeyConstraint(["counsellor_id"], ["counsellors.id"], name="fk_invitations_counsellor_id", ondelete="CASCADE"),
    )
    op.create_index("ix_invitations_counsellor_id", "invitations", ["counsellor_id"])
    op.create_table(
        "tickets",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("counsellor_id", sa.String(64)),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_tickets"),
        sa.ForeignKeyConstraint(["counsellor_id"], ["counsellors.id"], name="fk_tickets_counsellor_id", ondelete="CASCADE"),
    )
    op.create_index("ix_tickets_counsellor_id", "tickets", ["counsellor_id"])
    op.create_table(
        "known_browsers",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("counsellor_id", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", "counsellor_id", name="pk_known_browsers"),
        sa.ForeignKeyConstraint(
            ["counsellor_id"], ["counsellors.id"], name="fk_known_browsers_counsellor_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_known_browsers_counsellor_id", "known_browsers", ["counsellor_id"])
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(64)),
        sa.Column("about", sa.String(64)),
        sa.Column("chain", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_by", "audit", ["by"])
    op.create_index("ix_audit_conversation_id", "audit", ["conversation_id"])
    head = op.create_table(
        "audit_head",
        sa.Column("one", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("chain", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"one": 1, "number": 0, "chain": bytes(32)}])
    op.create_table(
        "alarms",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("tier", sa.String(2), nullable=False),
        sa.Column("rang_at", sa.BigInteger, nullable=False),
        sa.Column("counsellor_id", sa.String(64)),
        sa.Column("supervisors_at", sa.BigInteger),
        sa.Column("duty_at", sa.BigInteger),
        sa.Column("mailed_at", sa.BigInteger),
        sa.Column("posted_at", sa.BigInteger),
        sa.Column("duty_tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("duty_next_at", sa.BigInteger),
        sa.Column("missed_at", sa.BigInteger),
        sa.Column("stopped_at", sa.BigInteger),
        sa.Column("accepted_by", sa.String(64)),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_alarms"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_alarms_conversation_id", ondelete="CASCADE"),
    )
    op.create_index(
        "ix_alarms_ringing",
        "alarms",
        ["rang_at"],
        sqlite_where=sa.text("stopped_at IS NULL"),
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(64)),
        sa.Column("counsellor_id", sa.String(64)),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("seen_by", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_incidents_conversation_id", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_incidents_at", "incidents", ["at"])
    op.create_table(
        "notes",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_notes"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_notes_conversation_id", ondelete="CASCADE"),
    )
    op.create_table(
        "tier_changes",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("from_tier", sa.String(2), nullable=False),
        sa.Column("to_tier", sa.String(2), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_tier_changes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_tier_changes_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "emergencies",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("opened_by", sa.String(64), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("confirmed_by", sa.String(64)),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("ended_by", sa.String(64)),
        sa.Column("outcome", sa.String(32)),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "number", name="pk_emergencies"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_emergencies_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "records",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("saved_by", sa.String(64), nullable=False),
        sa.Column("signed_at", sa.BigInteger),
        sa.Column("signed_by", sa.String(64)),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_records"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_records_conversation_id", ondelete="CASCADE"),
    )
    op.create_table(
        "reviews",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("drawn_at", sa.BigInteger, nullable=False),
        sa.Column("why", sa.String(32), nullable=False),
        sa.Column("found_tier", sa.String(2), nullable=False),
        sa.Column("rated_at", sa.BigInteger),
        sa.Column("rated_by", sa.String(64)),
        sa.Column("rated_tier", sa.String(2)),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_reviews"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_reviews_conversation_id", ondelete="CASCADE"),
    )
    op.create_table(
        "counted",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("up_to_seq", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tier", sa.String(2)),
        sa.Column("country", sa.String(2)),
        sa.Column("abandoned_since", sa.BigInteger),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_counted"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_counted_conversation_id", ondelete="CASCADE"),
    )
    op.create_table(
        "statistics",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "measure", "key", name="pk_statistics"),
    )


def _add_columns() -> None:
    op.add_column("conversations", sa.Column("asked_at", sa.BigInteger))
    op.add_column("conversations", sa.Column("accepted_at", sa.BigInteger))
    op.add_column("conversations", sa.Column("typed_at", sa.BigInteger))
    op.add_column("conversations", sa.Column("answered_at", sa.BigInteger))
    op.add_column("conversations", sa.Column("offered_to", sa.String(64)))
    op.add_column("conversations", sa.Column("offered_until", sa.BigInteger))
    op.add_column("conversations", sa.Column("watched", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("conversations", sa.Column("practice", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("conversations", sa.Column("practice_for", sa.String(64)))
    op.add_column("conversations", sa.Column("practice_script", sa.String(32)))
    op.create_index("ix_conversations_practice_for", "conversations", ["practice_for"])
    op.add_column("conversations", sa.Column("blocked_until", sa.BigInteger))
    op.add_column("conversations", sa.Column("blocked_for", sa.String(32)))
    op.add_column("counsellors", sa.Column("paused_at", sa.BigInteger))
    op.add_column("counsellors", sa.Column("pause_kind", sa.String(32)))
    op.add_column("counsellors", sa.Column("rested_at", sa.BigInteger))
    op.add_column("counsellors", sa.Column("capacity", sa.Integer, nullable=False, server_default="3"))
    op.add_column("counsellors", sa.Column("languages", sa.String(128), nullable=False, server_default=""))
    op.add_column("counsellors", sa.Column("disabled_at", sa.BigInteger))
    op.add_column("counsellors", sa.Column("totp_secret", sa.LargeBinary))
    op.add_column("counsellors", sa.Column("totp_step", sa.Integer))
    op.add_column("counsellors", sa.Column("sso_subject", sa.String(255)))
    op.create_index("ix_counsellors_sso_subject", "counsellors", ["sso_subject"], unique=True)
    op.execute("DELETE FROM counsellor_sessions")  # they have no handle to be listed by: everybody signs in again once
    op.add_column("counsellor_sessions", sa.Column("handle", sa.String(32)))
    op.add_column("counsellor_sessions", sa.Column("second_factor_at", sa.BigInteger))
    op.add_column("counsellor_sessions", sa.Column("proved_at", sa.BigInteger))


def downgrade() -> None:
    """Drop them. Columns not as a batch: that makes a new table, and dropping the old one would take every message along."""
    for table in (
        "statistics",
        "counted",
        "reviews",
        "records",
        "emergencies",
        "tier_changes",
        "notes",
        "incidents",
        "alarms",
        "audit_head",
        "audit",
        "known_browsers",
        "tickets",
        "invitations",
        "passkeys",
        "recovery_codes",
    ):
        op.drop_table(table)
    for column in ("proved_at", "second_factor_at", "handle"):
        op.drop_column("counsellor_sessions", column)
    op.drop_index("ix_counsellors_sso_subject", "counsellors")
    for column in (
        "sso_subject",
        "totp_step",
        "totp_secret",
        "disabled_at",
        "languages",
        "capacity",
        "rested_at",
        "pause_kind",
        "paused_at",
    ):
        op.drop_column("counsellors", column)
    op.drop_index("ix_conversations_practice_for", "conversations")
    for column in (
        "blocked_for",
        "blocked_until",
        "practice_script",
        "practice_for",
        "practice",
        "watched",
        "offered_until",
        "offered_to",
        "typed_at",
        "answered_at",
        "accepted_at",
        "asked_at",
    ):
        op.drop_column("conversations", column)
