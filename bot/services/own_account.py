"""What members of staff do with their own account: look at their browsers, sign one out, change the password."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.account_errors import UnknownFactorError
from bot.services.audit import Action, note_in_audit
from bot.services.errors import SignInFailedError
from bot.services.password_rules import check_password
from bot.services.passwords import hash_password, password_fits
from bot.services.ports import Deps
from bot.services.records import CounsellorSession
from bot.services.sign_in import require_fresh, ring_consoles


def own_sessions(deps: Deps, session: CounsellorSession) -> Sequence[CounsellorSession]:
    """Every browser that is signed in to the account, the last seen first. Where it is and what it is, nobody knows."""
    now = deps.clock()
    opened, seen = now - deps.settings.session_absolute, now - deps.settings.session_idle
    with deps.store.read() as tx:
        return [one for one in tx.sessions_of(session.counsellor.id) if one.created_at > opened and one.seen_at > seen]


def end_session(deps: Deps, session: CounsellorSession, handle: str) -> None:
    """Sign one browser out. Needs no proof: it can only make an account safer. Raises UnknownFactorError."""
    with deps.store.write() as tx:
        if not tx.end_session_of(session.counsellor.id, handle):
            raise UnknownFactorError
        note_in_audit(tx, session.counsellor, Action.SESSION_REVOKED, deps.clock(), about="one")
    ring_consoles(deps, session.counsellor.id)


def end_other_sessions(deps: Deps, session: CounsellorSession) -> int:
    """Sign every other browser out; how many there were."""
    with deps.store.write() as tx:
        ended = tx.end_sessions_of(session.counsellor.id, keep=session.token_hash)
        if ended:
            note_in_audit(tx, session.counsellor, Action.SESSION_REVOKED, deps.clock(), about="others")
    ring_consoles(deps, session.counsellor.id)
    return ended


def change_password(deps: Deps, session: CounsellorSession, current: str, new: str) -> None:
    """Set another password, and sign every other browser out.

    Raises ProofNeededError, SignInFailedError where the current one is wrong, WeakPasswordError.
    """
    require_fresh(deps, session)
    me = session.counsellor
    with deps.store.read() as tx:
        found = tx.counsellor_by_name(me.name)
    if not password_fits(current, found[1] if found else None):
        raise SignInFailedError
    check_password(deps, new, me.name)
    password_hash = hash_password(new)
    with deps.store.write() as tx:
        tx.set_password_hash(me.id, password_hash)
        tx.end_sessions_of(me.id, keep=session.token_hash)
        note_in_audit(tx, me, Action.PASSWORD_CHANGED, deps.clock())
    ring_consoles(deps, me.id)
