"""The one collection of all tables, and the names their parts get by themselves."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData, String

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID: Final = String(64)
KEY: Final = String(32)  # names of things that grow are text: a database enum would need a migration for each
