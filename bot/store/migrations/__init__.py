"""Brings the tables to the version this program needs, or back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from bot.store.engine import alone


def upgrade(engine: Engine, to: str = "head") -> None:
    """Go forward. Safe when several processes start at once: one works, the others wait and find nothing to do."""
    with alone(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Go back. Whatever the older version has no place for is lost."""
    with alone(engine) as connection:
        command.downgrade(_config(connection), to)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
