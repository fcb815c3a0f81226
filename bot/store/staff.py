"""The rows of counsellors and of their sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.services.records import Counsellor, CounsellorSession, Role
from bot.store import schema
from bot.store.rows import Rows

_STAFF: Final = schema.counsellors
_SESSIONS: Final = schema.counsellor_sessions


class Staff(Rows):
    """Implements bot.services.transaction.StaffRows."""

    def add_counsellor(self, counsellor: Counsellor, password_hash: str) -> bool:
        """Add a member of staff; False when the name is taken."""
        row = {
            "id": counsellor.id,
            "name": counsellor.name,
            "name_folded": counsellor.name.casefold(),
            "role": counsellor.role.value,
            "password_hash": password_hash,
            "created_at": counsellor.created_at,
            "seen_at": counsellor.seen_at,
            "capacity": counsellor.capacity,
            "languages": ",".join(counsellor.languages),
        }
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(_STAFF), row)
        except IntegrityError:
            return False
        return True

    def has_counsellors(self) -> bool:
        """Whether there is any member of staff yet."""
        return self._connection.execute(select(_STAFF.c.id).limit(1)).first() is not None

    def counsellor(self, counsellor_id: str) -> Counsellor | None:
        """One member of staff."""
        query = select(_STAFF).where(_STAFF.c.id == counsellor_id)
        if self._writes:  # two tabs of one counsellor must not fill the same free hand twice
            query = query.with_for_update()
        row = self._connection.execute(query).one_or_none()
        return _counsellor(row) if row else None

    def counsellors(self) -> Sequence[Counsellor]:
        """Every member of staff, by name."""
        return [_counsellor(row) for row in self._connection.execute(select(_STAFF).order_by(_STAFF.c.name_folded))]

    def pause_counsellor(self, counsellor_id: str, at: datetime | None, kind: str | None, rested_at: datetime | None) -> None:
        """Note since when they are paused and why, and the end of their last break."""
        changed = update(_STAFF).where(_STAFF.c.id == counsellor_id)
        self._connection.execute(changed.values(paused_at=at, pause_kind=kind, rested_at=rested_at))

    def counsellor_by_name(self, name: str) -> tuple[Counsellor, str] | None:
        """A member of staff and the password hash, whatever the letter case of the name."""
        query = select(_STAFF).where(_STAFF.c.name_folded == name.casefold())
        row = self._connection.execute(query).one_or_none()
        return (_counsellor(row), row.password_hash) if row else None

    def set_password_hash(self, counsellor_id: str, password_hash: str) -> None:
        """Replace the password hash."""
        self._connection.execute(update(_STAFF).where(_STAFF.c.id == counsellor_id).values(password_hash=password_hash))

    def add_session(self, session: CounsellorSession) -> None:
        """Remember a signed-in browser."""
        row = {
            "token_hash": session.token_hash,
            "counsellor_id": session.counsellor.id,
            "created_at": session.created_at,
            "seen_at": session.seen_at,
        }
        self._connection.execute(insert(_SESSIONS), row)

    def session(self, token_hash: bytes) -> CounsellorSession | None:
        """The session of a token, expired or not.

        An index finds it: the timing of a search for a hash tells nothing about a token that would fit.
        """
        opened, used = _SESSIONS.c.created_at.label("opened_at"), _SESSIONS.c.seen_at.label("used_at")
        query = select(_STAFF, opened, used).join(_SESSIONS).where(_SESSIONS.c.token_hash == token_hash)
        row = self._connection.execute(query).one_or_none()
        return CounsellorSession(token_hash, _counsellor(row), row.opened_at, row.used_at) if row else None

    def touch_session(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session was used."""
        self._connection.execute(update(_SESSIONS).where(_SESSIONS.c.token_hash == token_hash).values(seen_at=at))

    def end_counsellor_session(self, token_hash: bytes) -> None:
        """Make the token worthless."""
        self._connection.execute(delete(_SESSIONS).where(_SESSIONS.c.token_hash == token_hash))

    def end_sessions_before(self, created: datetime, seen: datetime) -> int:
        """Delete sessions that were created or last seen before these moments."""
        old = or_(_SESSIONS.c.created_at <= created, _SESSIONS.c.seen_at <= seen)
        return self._connection.execute(delete(_SESSIONS).where(old)).rowcount

    def see_counsellor(self, counsellor_id: str, at: datetime | None) -> None:
        """Note when a counsellor's console was last there; None when it has gone."""
        self._connection.execute(update(_STAFF).where(_STAFF.c.id == counsellor_id).values(seen_at=at))

    def count_seen_since(self, moment: datetime) -> int:
        """How many counsellors could accept a conversation: seen since then, not paused, not disabled."""
        here = and_(_STAFF.c.seen_at > moment, _STAFF.c.paused_at.is_(None), _STAFF.c.disabled_at.is_(None))
        return self._connection.execute(select(func.count()).where(here)).scalar_one()


def _counsellor(row: Row[Any]) -> Counsellor:
    return Counsellor(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        created_at=row.created_at,
        seen_at=row.seen_at,
        paused_at=row.paused_at,
        pause_kind=row.pause_kind,
        rested_at=row.rested_at,
        capacity=row.capacity,
        languages=tuple(code for code in row.languages.split(",") if code),
        disabled_at=row.disabled_at,
    )
