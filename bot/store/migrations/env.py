"""What Alembic runs: the migrations, inside the transaction that was opened for them."""

from __future__ import annotations

from alembic import context

from bot.store import schema, schema_accounts, schema_care, schema_channels  # noqa: F401 - every table is known
from bot.store.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=True,  # SQLite can, since we begin transactions ourselves: half a migration never stays
)
with context.begin_transaction():
    context.run_migrations()
