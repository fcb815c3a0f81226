"""The rows of the audit log. Each line holds a hash over itself and the line before: who takes one out, breaks the chain."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, insert, select

from bot.services.records import AuditLine
from bot.store import codec
from bot.store.instants import Instant
from bot.store.rows import Rows
from bot.store.schema_accounts import audit

_START: Final = bytes(32)  # what the first line follows


class Audit(Rows):
    """Implements bot.services.transaction.AuditRows."""

    def append_audit(self, line: AuditLine) -> None:
        """Add a line at the end of the chain."""
        last = self._connection.execute(
            select(audit.c.number, audit.c.chain).order_by(audit.c.number.desc()).limit(1)
        ).one_or_none()
        number, before = (last.number + 1, last.chain) if last else (1, _START)
        row = {
            "number": number,
            "at": line.at,
            "by": line.by,
            "action": line.action,
            "conversation_id": line.conversation_id,
            "about": line.about,
        }
        self._connection.execute(insert(audit), row | {"chain": _seal(before, row)})

    def audit_lines(self, after: int = 0, limit: int = 100) -> Sequence[AuditLine]:
        """Lines after a number, oldest first."""
        query = select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit)
        return [_line(row) for row in self._connection.execute(query)]

    def broken_audit_line(self) -> int | None:
        """The number of the first line that does not fit the chain; None when all do."""
        before, expected = _START, 1
        for row in self._connection.execute(select(audit).order_by(audit.c.number)):
            told = {name: getattr(row, name) for name in ("number", "at", "by", "action", "conversation_id", "about")}
            if row.number != expected or row.chain != _seal(before, told):
                return expected
            before, expected = row.chain, expected + 1
        return None


def _seal(before: bytes, row: dict[str, Any]) -> bytes:
    plain = row | {"at": Instant().process_bind_param(row["at"], None)}
    return hashlib.sha256(before + codec.to_bytes(plain)).digest()


def _line(row: Row[Any]) -> AuditLine:
    return AuditLine(row.at, row.by, row.action, row.conversation_id, row.about, row.number)
