"""The rows of the audit log. Each line holds a hash over itself and the line before: who takes one out, breaks the chain.

Lines are added at the very end of a transaction, under the lock of the one row that says where the chain ends. Two writers
therefore never fail and never fork the chain, and since it is the last lock anybody takes, they cannot wait for each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, func, insert, select, update

from bot.services.records import AuditAnchor, AuditLine, AuditQuery
from bot.store import codec
from bot.store.instants import Instant
from bot.store.rows import Rows
from bot.store.schema_accounts import audit, audit_head

_START: Final = bytes(32)  # what the first line follows
_SEALED: Final = ("number", "at", "by", "action", "conversation_id", "about")


class NoAuditHeadError(Exception):
    """The row that says where the audit log ends is gone."""

    def __init__(self) -> None:
        super().__init__(
            "The table audit_head of the database is empty: somebody changed the audit log by hand. Keep a copy of the database "
            "as evidence, and restore a backup in which `bot audit verify` finds nothing wrong."
        )


class Audit(Rows):
    """Implements bot.services.transaction.AuditRows."""

    def append_audit(self, line: AuditLine) -> None:
        """Add a line at the end of the chain, when the transaction commits."""
        self._audit_to_write.append(line)

    def write_audit(self) -> None:
        """Write the lines of this transaction. Called once, by the database, as the last thing before it commits."""
        if not self._audit_to_write:
            return
        end = self._connection.execute(select(audit_head).with_for_update()).one_or_none()
        if end is None:
            raise NoAuditHeadError
        number, chain, rows = end.number, end.chain, []
        for line in self._audit_to_write:
            number += 1
            row = {name: getattr(line, name) for name in _SEALED} | {"number": number}
            chain = _seal(chain, row)
            rows.append(row | {"chain": chain})
        self._connection.execute(insert(audit), rows)
        self._connection.execute(update(audit_head).values(number=number, chain=chain))
        self._audit_to_write.clear()

    def audit_lines(self, after: int = 0, limit: int = 100) -> Sequence[AuditLine]:
        """Lines after a number, oldest first."""
        query = select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit)
        return [_line(row) for row in self._connection.execute(query)]

    def find_audit_lines(self, query: AuditQuery, limit: int) -> Sequence[AuditLine]:
        """The lines that somebody asks for, newest first."""
        found = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if query.before is not None:
            found = found.where(audit.c.number < query.before)
        if query.since is not None:
            found = found.where(audit.c.at >= query.since)
        if query.by is not None:
            found = found.where(audit.c.by == query.by)
        if query.conversation_id is not None:
            found = found.where(audit.c.conversation_id == query.conversation_id)
        return [_line(row) for row in self._connection.execute(found)]

    def audit_anchor(self) -> AuditAnchor:
        """The last line's number and hash. Raises NoAuditHeadError."""
        end = self._connection.execute(select(audit_head)).one_or_none()
        if end is None:
            raise NoAuditHeadError
        return AuditAnchor(end.number, end.chain)

    def audit_hash(self, number: int) -> bytes | None:
        """The hash of one line; that of line 0 is what the first line follows."""
        if number == 0:
            return _START
        return self._connection.execute(select(audit.c.chain).where(audit.c.number == number)).scalar_one_or_none()

    def broken_audit_line(self) -> int | None:
        """The number of the first line that does not fit the chain, or is missing at its end; None when all do."""
        # In one statement, which sees one moment on every database: others may be writing meanwhile.
        last = select(func.coalesce(func.max(audit.c.number), 0)).scalar_subquery()
        end = self._connection.execute(select(audit_head.c.number, audit_head.c.chain, last.label("last"))).one_or_none()
        before, expected = _START, 1
        query = select(audit).order_by(audit.c.number).where(audit.c.number <= (end.number if end else 0))
        for row in self._connection.execute(query.execution_options(yield_per=1000)):
            told = {name: getattr(row, name) for name in _SEALED}
            if row.number != expected or row.chain != _seal(before, told):
                return expected
            before, expected = row.chain, expected + 1
        return None if end and (end.last, end.number, end.chain) == (end.number, expected - 1, before) else expected


def _seal(before: bytes, row: dict[str, Any]) -> bytes:
    plain = row | {"at": Instant().process_bind_param(row["at"], None)}
    return hashlib.sha256(before + codec.to_bytes(plain)).digest()


def _line(row: Row[Any]) -> AuditLine:
    return AuditLine(row.at, row.by, row.action, row.conversation_id, row.about, row.number)
