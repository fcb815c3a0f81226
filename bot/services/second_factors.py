"""A member of staff sets up, changes and takes away the second factors of their own account. Each step needs a fresh proof."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.services.account_errors import LastFactorError, PasskeyRefusedError, SecondFactorFailedError, UnknownFactorError
from bot.services.account_records import Purpose, Totp
from bot.services.audit import Action, note_in_audit
from bot.services.enter import CHALLENGE_BYTES
from bot.services.passkeys import Answer, Site, read_new_passkey, registration_options
from bot.services.ports import Deps
from bot.services.proofs import canonical
from bot.services.records import CounsellorSession
from bot.services.sign_in import require_fresh, ring_consoles
from bot.services.tickets import issue_ticket, try_ticket
from bot.services.tokens import new_recovery_code
from bot.services.totp import new_secret, step_of_code
from bot.services.transaction import Transaction

LONGEST_NAME = 40  # of a passkey, as its owner calls it


@dataclass(frozen=True, slots=True)
class Begun:
    """A second factor on its way: the ticket that confirms it, and what the device must be told."""

    ticket: str = field(repr=False)
    secret: str = field(default="", repr=False)
    options: Answer = field(default_factory=dict)


def begin_totp(deps: Deps, session: CounsellorSession) -> Begun:
    """Make a secret for an authenticator app. It is worth nothing until a code of it was given. Raises ProofNeededError."""
    require_fresh(deps, session)
    secret = new_secret()
    with deps.store.write() as tx:
        ticket = issue_ticket(deps, tx, Purpose.NEW_TOTP, session.counsellor.id, secret.encode())
    return Begun(ticket, secret=secret)


def confirm_totp(deps: Deps, session: CounsellorSession, ticket: str, code: str) -> tuple[str, ...]:
    """Keep the secret, once the app shows a right code; the code counts as used. Returns recovery codes with the first factor.

    Raises ProofNeededError, TicketOverError, SecondFactorFailedError.
    """
    require_fresh(deps, session)
    codes: tuple[str, ...] = ()
    with deps.store.write() as tx:
        trying = try_ticket(deps, tx, ticket, Purpose.NEW_TOTP, session.counsellor.id)
        secret = trying.secret.decode()
        step = step_of_code(Totp(secret), code, deps.clock())
        if step is not None:
            tx.end_ticket(trying.token_hash)
            codes = _recovery_codes_with_the_first(deps, tx, session)
            tx.set_totp(session.counsellor.id, secret)
            tx.use_totp_step(session.counsellor.id, step)
            _changed(deps, tx, session, Action.SECOND_FACTOR_ADDED, "totp")
    if step is None:
        raise SecondFactorFailedError
    ring_consoles(deps, session.counsellor.id)
    return codes


def begin_passkey(deps: Deps, session: CounsellorSession, site: Site) -> Begun:
    """Ask a device for a passkey. Raises ProofNeededError."""
    require_fresh(deps, session)
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    with deps.store.write() as tx:
        known = tx.factors(session.counsellor.id).passkeys
        ticket = issue_ticket(deps, tx, Purpose.NEW_PASSKEY, session.counsellor.id, challenge)
    return Begun(ticket, options=registration_options(site, session.counsellor, known, challenge))


def confirm_passkey(
    deps: Deps, session: CounsellorSession, site: Site, *, ticket: str, answer: Answer, name: str
) -> tuple[str, ...]:
    """Keep a passkey under a name. Returns recovery codes with the first factor.

    Raises ProofNeededError, TicketOverError, PasskeyRefusedError.
    """
    require_fresh(deps, session)
    me, now = session.counsellor.id, deps.clock()
    shown = " ".join(name.split())[:LONGEST_NAME] or "Passkey"
    codes: tuple[str, ...] = ()
    with deps.store.write() as tx:
        trying = try_ticket(deps, tx, ticket, Purpose.NEW_PASSKEY, me)
        tx.end_ticket(trying.token_hash)  # a challenge is answered once, rightly or not
        made = read_new_passkey(site, answer, trying.secret, counsellor_id=me, name=shown, now=now)
        if made is not None:
            codes = _recovery_codes_with_the_first(deps, tx, session)
            if not tx.add_passkey(made):
                raise PasskeyRefusedError
            _changed(deps, tx, session, Action.SECOND_FACTOR_ADDED, "passkey")
    if made is None:
        raise PasskeyRefusedError
    ring_consoles(deps, me)
    return codes


def remove_totp(deps: Deps, session: CounsellorSession) -> None:
    """Forget the secret. Raises ProofNeededError, UnknownFactorError, LastFactorError."""
    require_fresh(deps, session)
    with deps.store.write() as tx:
        if not tx.factors(session.counsellor.id).totp:
            raise UnknownFactorError
        tx.set_totp(session.counsellor.id, None)
        _after_removal(deps, tx, session, "totp")
    ring_consoles(deps, session.counsellor.id)


def remove_passkey(deps: Deps, session: CounsellorSession, credential_id: bytes) -> None:
    """Forget one passkey. Raises ProofNeededError, UnknownFactorError, LastFactorError."""
    require_fresh(deps, session)
    with deps.store.write() as tx:
        if not tx.remove_passkey(session.counsellor.id, credential_id):
            raise UnknownFactorError
        _after_removal(deps, tx, session, "passkey")
    ring_consoles(deps, session.counsellor.id)


def make_recovery_codes(deps: Deps, session: CounsellorSession) -> tuple[str, ...]:
    """New ones instead of those before. Raises ProofNeededError; UnknownFactorError where there is nothing to recover."""
    require_fresh(deps, session)
    with deps.store.write() as tx:
        if not tx.factors(session.counsellor.id).any:
            raise UnknownFactorError
        codes = _set_recovery_codes(deps, tx, session.counsellor.id)
        note_in_audit(tx, session.counsellor, Action.RECOVERY_CODES_MADE, deps.clock())
    return codes


def _recovery_codes_with_the_first(deps: Deps, tx: Transaction, session: CounsellorSession) -> tuple[str, ...]:
    """To be called before the factor is stored."""
    if tx.factors(session.counsellor.id).any:
        return ()
    return _set_recovery_codes(deps, tx, session.counsellor.id)


def _set_recovery_codes(deps: Deps, tx: Transaction, counsellor_id: str) -> tuple[str, ...]:
    codes = tuple(new_recovery_code() for _ in range(deps.settings.recovery_codes))
    tx.set_recovery_codes(counsellor_id, [canonical(one) for one in codes])
    return codes


def _changed(deps: Deps, tx: Transaction, session: CounsellorSession, action: Action, what: str) -> None:
    """Other browsers sign in anew with what holds now; this one has just shown that it can."""
    tx.end_sessions_of(session.counsellor.id, keep=session.token_hash)
    tx.prove_session(session.token_hash, deps.clock(), second_factor=action is Action.SECOND_FACTOR_ADDED)
    note_in_audit(tx, session.counsellor, action, deps.clock(), about=what)


def _after_removal(deps: Deps, tx: Transaction, session: CounsellorSession, what: str) -> None:
    left = tx.factors(session.counsellor.id)
    if not left.any and deps.settings.second_factor_required:
        raise LastFactorError
    if not left.any:
        tx.set_recovery_codes(session.counsellor.id, ())
        tx.forget_proofs(session.counsellor.id)
    _changed(deps, tx, session, Action.SECOND_FACTOR_REMOVED, what)
