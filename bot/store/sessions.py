"""The rows of the browsers that staff are, or were, signed in with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, delete, insert, or_, select, update

from bot.services.records import CounsellorSession
from bot.store import schema
from bot.store.rows import Rows
from bot.store.schema_accounts import known_browsers
from bot.store.staff import counsellor_of

_STAFF: Final = schema.counsellors
_SESSIONS: Final = schema.counsellor_sessions


class Sessions(Rows):
    """Implements bot.services.transaction_accounts.SessionRows."""

    def add_session(self, session: CounsellorSession) -> None:
        """Remember a signed-in browser."""
        row = {
            "token_hash": session.token_hash,
            "counsellor_id": session.counsellor.id,
            "created_at": session.created_at,
            "seen_at": session.seen_at,
            "handle": session.handle,
            "second_factor_at": session.second_factor_at,
            "proved_at": session.proved_at,
        }
        self._connection.execute(insert(_SESSIONS), row)

    def session(self, token_hash: bytes) -> CounsellorSession | None:
        """The session of a token, expired or not.

        An index finds it: the timing of a search for a hash tells nothing about a token that would fit.
        """
        row = self._connection.execute(_joined().where(_SESSIONS.c.token_hash == token_hash)).one_or_none()
        return _session(row) if row else None

    def touch_session(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session was used."""
        self._connection.execute(update(_SESSIONS).where(_SESSIONS.c.token_hash == token_hash).values(seen_at=at))

    def prove_session(self, token_hash: bytes, at: datetime, *, second_factor: bool) -> None:
        """Note that its owner has just proved who they are; with a second factor, or without."""
        proof = {"proved_at": at} | ({"second_factor_at": at} if second_factor else {})
        self._connection.execute(update(_SESSIONS).where(_SESSIONS.c.token_hash == token_hash).values(proof))

    def forget_proofs(self, counsellor_id: str) -> None:
        """No session of theirs counts as opened with a second factor any more: there is none."""
        theirs = _SESSIONS.c.counsellor_id == counsellor_id
        self._connection.execute(update(_SESSIONS).where(theirs).values(second_factor_at=None))

    def end_counsellor_session(self, token_hash: bytes) -> None:
        """Make the token worthless."""
        self._connection.execute(delete(_SESSIONS).where(_SESSIONS.c.token_hash == token_hash))

    def end_sessions_before(self, created: datetime, seen: datetime) -> int:
        """Delete sessions that were created or last seen before these moments."""
        old = or_(_SESSIONS.c.created_at <= created, _SESSIONS.c.seen_at <= seen)
        return self._connection.execute(delete(_SESSIONS).where(old)).rowcount

    def sessions_of(self, counsellor_id: str) -> Sequence[CounsellorSession]:
        """Every session of one member of staff, the last seen first."""
        query = _joined().where(_SESSIONS.c.counsellor_id == counsellor_id).order_by(_SESSIONS.c.seen_at.desc())
        return [_session(row) for row in self._connection.execute(query)]

    def end_session_of(self, counsellor_id: str, handle: str) -> bool:
        """End one by its handle; False when this member of staff has no such session."""
        theirs = (_SESSIONS.c.counsellor_id == counsellor_id) & (_SESSIONS.c.handle == handle)
        return self._connection.execute(delete(_SESSIONS).where(theirs)).rowcount > 0

    def end_sessions_of(self, counsellor_id: str, keep: bytes | None = None) -> int:
        """End all of a member of staff, but for the one with this token hash; how many ended."""
        theirs = _SESSIONS.c.counsellor_id == counsellor_id
        others = theirs if keep is None else theirs & (_SESSIONS.c.token_hash != keep)
        return self._connection.execute(delete(_SESSIONS).where(others)).rowcount

    def know_browser(self, token_hash: bytes, counsellor_id: str, at: datetime) -> None:
        """Remember that somebody signed in to this account from this browser."""
        known = (known_browsers.c.token_hash == token_hash) & (known_browsers.c.counsellor_id == counsellor_id)
        if not self._connection.execute(update(known_browsers).where(known).values(seen_at=at)).rowcount:
            row = {"token_hash": token_hash, "counsellor_id": counsellor_id, "seen_at": at}
            self._connection.execute(insert(known_browsers), row)

    def knows_browser(self, token_hash: bytes, since: datetime, counsellor_id: str | None = None) -> bool:
        """Whether they did, since then; without `counsellor_id`, whether anybody did."""
        known = (known_browsers.c.token_hash == token_hash) & (known_browsers.c.seen_at > since)
        if counsellor_id is not None:
            known &= known_browsers.c.counsellor_id == counsellor_id
        return self._connection.execute(select(known_browsers.c.seen_at).where(known)).first() is not None

    def forget_browsers_of(self, counsellor_id: str) -> None:
        """Every browser of theirs is a strange one again."""
        self._connection.execute(delete(known_browsers).where(known_browsers.c.counsellor_id == counsellor_id))

    def forget_browsers_before(self, seen: datetime) -> None:
        """Forget those nobody signed in from since."""
        self._connection.execute(delete(known_browsers).where(known_browsers.c.seen_at <= seen))


def _joined() -> Select[Any]:
    of_session = (
        _SESSIONS.c.token_hash,
        _SESSIONS.c.created_at.label("opened_at"),
        _SESSIONS.c.seen_at.label("used_at"),
        _SESSIONS.c.handle,
        _SESSIONS.c.second_factor_at,
        _SESSIONS.c.proved_at,
    )
    return select(_STAFF, *of_session).join(_SESSIONS)


def _session(row: Row[Any]) -> CounsellorSession:
    return CounsellorSession(
        row.token_hash,
        counsellor_of(row),
        row.opened_at,
        row.used_at,
        row.handle,
        row.second_factor_at,
        row.proved_at,
    )
