"""The rows of members of staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.services.records import Counsellor, Role
from bot.store import schema
from bot.store.instants import Instant
from bot.store.rows import Rows

_STAFF: Final = schema.counsellors
_SEEN: Final = _STAFF.c.seen_at > bindparam("since", type_=Instant())
_HERE: Final = select(func.count()).where(_SEEN, _STAFF.c.paused_at.is_(None), _STAFF.c.disabled_at.is_(None))


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
            "languages": _joined(counsellor.languages),
            "skills": _joined(counsellor.skills),
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
        return counsellor_of(row) if row else None

    def counsellor_by_subject(self, subject: str) -> Counsellor | None:
        """The member of staff who is this subject at the single sign-on provider."""
        row = self._connection.execute(select(_STAFF).where(_STAFF.c.sso_subject == subject)).one_or_none()
        return counsellor_of(row) if row else None

    def counsellors(self) -> Sequence[Counsellor]:
        """Every member of staff, by name."""
        return [counsellor_of(row) for row in self._connection.execute(select(_STAFF).order_by(_STAFF.c.name_folded))]

    def pause_counsellor(self, counsellor_id: str, at: datetime | None, kind: str | None, rested_at: datetime | None) -> None:
        """Note since when they are paused and why, and the end of their last break."""
        changed = update(_STAFF).where(_STAFF.c.id == counsellor_id)
        self._connection.execute(changed.values(paused_at=at, pause_kind=kind, rested_at=rested_at))

    def counsellor_by_name(self, name: str) -> tuple[Counsellor, str] | None:
        """A member of staff and the password hash, whatever the letter case of the name."""
        query = select(_STAFF).where(_STAFF.c.name_folded == name.casefold())
        row = self._connection.execute(query).one_or_none()
        return (counsellor_of(row), row.password_hash) if row else None

    def update_counsellor(self, counsellor_id: str, **changes: Any) -> Counsellor:
        """Change fields by the names of `Counsellor`, and return the new row. Raises KeyError for an unknown one."""
        for listed in {"languages", "skills"} & changes.keys():
            changes[listed] = _joined(changes[listed])
        if "role" in changes:
            changes["role"] = changes["role"].value
        self._connection.execute(update(_STAFF).where(_STAFF.c.id == counsellor_id).values(changes))
        found = self.counsellor(counsellor_id)
        if found is None:
            raise KeyError(counsellor_id)
        return found

    def lock_staff(self) -> None:
        """Lock every administrator's row, in one order, until the end of the transaction."""
        rows = select(_STAFF.c.id).where(_STAFF.c.role == Role.ADMINISTRATOR.value).order_by(_STAFF.c.id).with_for_update()
        self._connection.execute(rows)

    def set_password_hash(self, counsellor_id: str, password_hash: str) -> None:
        """Replace the password hash."""
        self._connection.execute(update(_STAFF).where(_STAFF.c.id == counsellor_id).values(password_hash=password_hash))

    def see_counsellor(self, counsellor_id: str, at: datetime | None) -> None:
        """Note when a counsellor's console was last there; None when it has gone."""
        self._connection.execute(update(_STAFF).where(_STAFF.c.id == counsellor_id).values(seen_at=at))

    def count_seen_since(self, moment: datetime) -> int:
        """How many counsellors could accept a conversation: seen since then, not paused, not disabled."""
        return self._connection.execute(_HERE, {"since": moment}).scalar_one()


def counsellor_of(row: Row[Any]) -> Counsellor:
    """The record of a row."""
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
        languages=_split(row.languages),
        skills=_split(row.skills),
        disabled_at=row.disabled_at,
        has_password=bool(row.password_hash),
        sso_subject=row.sso_subject,
    )


def _joined(listed: Sequence[str]) -> str:
    return ",".join(listed)


def _split(joined: str) -> tuple[str, ...]:
    return tuple(one for one in joined.split(",") if one)
