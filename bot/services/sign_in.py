"""Signs counsellors in and out, and knows whose browser is speaking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.services.errors import SignInFailedError, UnknownSessionError
from bot.services.passwords import hash_password, is_outdated, password_fits
from bot.services.ports import Deps
from bot.services.records import Counsellor, CounsellorSession
from bot.services.tokens import hash_of, new_token

_TOUCH_AFTER: Final = timedelta(seconds=30)  # a write for every request would be a waste


def sign_in(deps: Deps, name: str, password: str) -> tuple[Counsellor, str]:
    """Check name and password, and open a session. Raises SignInFailedError. Limiting the tries is the caller's part."""
    with deps.store.read() as tx:
        found = tx.counsellor_by_name(" ".join(name.split()))
    if not password_fits(password, found[1] if found else None) or found is None:
        raise SignInFailedError
    counsellor, password_hash = found
    stronger = hash_password(password) if is_outdated(password_hash) else None
    token = new_token()
    now = deps.clock()
    with deps.store.write() as tx:
        if stronger:
            tx.set_password_hash(counsellor.id, stronger)
        tx.end_sessions_before(now - deps.settings.session_absolute, now - deps.settings.session_idle)
        tx.add_session(CounsellorSession(hash_of(token), counsellor, created_at=now, seen_at=now))
    return counsellor, token


def session(deps: Deps, token: str) -> Counsellor:
    """Whose session this is, and keep it alive. Raises UnknownSessionError, whatever the cause."""
    now = deps.clock()
    token_hash = hash_of(token)
    with deps.store.read() as tx:
        found = tx.session(token_hash)
    if found is None or _is_over(deps, found, now):
        raise UnknownSessionError
    if now - found.seen_at >= _TOUCH_AFTER:
        with deps.store.write() as tx:
            tx.touch_session(token_hash, now)
    return found.counsellor


def sign_out(deps: Deps, token: str) -> None:
    """End the session; the counsellor no longer counts as here. A token that opens nothing is no error."""
    token_hash = hash_of(token)
    with deps.store.write() as tx:
        found = tx.session(token_hash)
        if found is None:
            return
        tx.end_counsellor_session(token_hash)
        tx.see_counsellor(found.counsellor.id, None)
    deps.doorbell.ring("queue", "", 0)


def _is_over(deps: Deps, found: CounsellorSession, now: datetime) -> bool:
    idle, whole = now - found.seen_at, now - found.created_at
    return idle >= deps.settings.session_idle or whole >= deps.settings.session_absolute
