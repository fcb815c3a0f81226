"""Signs counsellors in and out, and knows whose browser is speaking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.services.account_errors import ProofNeededError, SecondFactorFailedError, SecondFactorNeededError, TicketOverError
from bot.services.account_records import Purpose
from bot.services.audit import Action, note_in_audit
from bot.services.enter import Entry, enter
from bot.services.errors import SignInFailedError, UnknownSessionError
from bot.services.passwords import hash_password, is_outdated, password_fits
from bot.services.ports import Deps
from bot.services.proofs import Proof, Way, fits
from bot.services.records import Counsellor, CounsellorSession
from bot.services.tickets import try_ticket
from bot.services.tokens import hash_of

_TOUCH_AFTER: Final = timedelta(minutes=1)  # a write for every request would be a waste


def sign_in(deps: Deps, name: str, password: str, browser: str | None = None) -> Entry:
    """The first step: check name and password. Raises SignInFailedError. Limiting the tries is the caller's part."""
    name = " ".join(name.split())
    with deps.store.read() as tx:
        found = tx.counsellor_by_name(name)
    if not password_fits(password, found[1] if found else None) or found is None:
        raise SignInFailedError
    stronger = hash_password(password) if is_outdated(found[1]) else None
    with deps.store.write() as tx:
        counsellor, password_hash = tx.counsellor_by_name(name) or found
        if password_hash != found[1] or not counsellor.can_sign_in:  # changed, or closed, while it was being checked
            raise SignInFailedError
        if stronger:
            tx.set_password_hash(counsellor.id, stronger)
        return enter(deps, tx, counsellor, Way.PASSWORD, browser=browser)


def second_step(deps: Deps, ticket: str, proof: Proof, browser: str | None = None) -> Entry:
    """The second step: check a second factor, and open the session. Raises TicketOverError, SecondFactorFailedError."""
    with deps.store.write() as tx:
        trying = try_ticket(deps, tx, ticket, Purpose.SECOND_STEP)
        counsellor = tx.counsellor(trying.counsellor_id or "")
        if counsellor and counsellor.can_sign_in and fits(deps, tx, counsellor, proof, trying.secret):
            tx.end_ticket(trying.token_hash)
            return enter(deps, tx, counsellor, proof.way, browser=browser, second_factor=True)
        if counsellor and trying.tries == 0:  # one line for a ticket: a flood must not fill the log
            note_in_audit(tx, counsellor, Action.SIGN_IN_REFUSED, deps.clock(), about=proof.way.value)
    raise SecondFactorFailedError


def whose_ticket(deps: Deps, ticket: str) -> str | None:
    """The id of the member of staff that a ticket for the second step belongs to: their tries are counted."""
    with deps.store.read() as tx:
        found = tx.ticket(hash_of(ticket), Purpose.SECOND_STEP)
    return found.counsellor_id if found else None


def look_at_step(deps: Deps, ticket: str) -> Entry:
    """What a ticket for the second step asks for. Counts as no try. Raises TicketOverError."""
    with deps.store.read() as tx:
        found = tx.ticket(hash_of(ticket), Purpose.SECOND_STEP)
        counsellor = tx.counsellor(found.counsellor_id or "") if found else None
        if found is None or counsellor is None or found.expires_at <= deps.clock():
            raise TicketOverError
        return Entry(counsellor, ticket=ticket, factors=tx.factors(counsellor.id), challenge=found.secret)


def open_session_of(deps: Deps, token: str) -> CounsellorSession:
    """The session of a token, kept alive. Raises UnknownSessionError, whatever the cause."""
    now = deps.clock()
    token_hash = hash_of(token)
    with deps.store.read() as tx:
        found = tx.session(token_hash)
    if found is None or not found.counsellor.can_sign_in or _is_over(deps, found, now):
        raise UnknownSessionError
    if now - found.seen_at >= _TOUCH_AFTER:
        with deps.store.write() as tx:
            tx.touch_session(token_hash, now)
    return found


def session(deps: Deps, token: str) -> Counsellor:
    """Whose session this is. Raises UnknownSessionError; SecondFactorNeededError where it can only set up a second factor."""
    found = open_session_of(deps, token)
    if must_set_up(deps, found):
        raise SecondFactorNeededError
    return found.counsellor


def must_set_up(deps: Deps, found: CounsellorSession) -> bool:
    """Whether second factors are required here and this session was opened without one."""
    return deps.settings.second_factor_required and found.second_factor_at is None


def is_fresh(deps: Deps, found: CounsellorSession) -> bool:
    """Whether its owner proved within the last minutes who they are."""
    return found.proved_at is not None and deps.clock() - found.proved_at < deps.settings.proof


def require_fresh(deps: Deps, found: CounsellorSession) -> None:
    """Raises ProofNeededError unless they did: a console left open must not change accounts."""
    if not is_fresh(deps, found):
        raise ProofNeededError


def sign_out(deps: Deps, token: str) -> None:
    """End the session; the counsellor no longer counts as here. A token that opens nothing is no error."""
    token_hash = hash_of(token)
    with deps.store.write() as tx:
        found = tx.session(token_hash)
        if found is None:
            return
        tx.end_counsellor_session(token_hash)
        tx.see_counsellor(found.counsellor.id, None)
        note_in_audit(tx, found.counsellor, Action.SIGN_OUT, deps.clock())
    ring_consoles(deps, found.counsellor.id)


def ring_consoles(deps: Deps, counsellor_id: str) -> None:
    """Tell the consoles of one member of staff to look at once whether their sessions are still open; the others, who is here."""
    deps.doorbell.ring("staff", counsellor_id, 0)
    deps.doorbell.ring("queue", "", 0)


def _is_over(deps: Deps, found: CounsellorSession, now: datetime) -> bool:
    idle, whole = now - found.seen_at, now - found.created_at
    return idle >= deps.settings.session_idle or whole >= deps.settings.session_absolute
