"""Moments in the database: microseconds since 1970 as an integer, the same and sortable on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger
from sqlalchemy.types import TypeDecorator

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT: Final = timedelta(microseconds=1)


def instant(stored: int | None) -> datetime | None:
    """The moment that is stored as this number."""
    return None if stored is None else _EPOCH + stored * _UNIT


class Instant(TypeDecorator[datetime]):
    """A UTC-aware datetime. A naive one is an error: nobody could say which moment it means."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else (value - _EPOCH) // _UNIT

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return instant(value)
