"""A signed-in member of staff proves once more who they are, before they change an account."""

from __future__ import annotations

import secrets

from bot.services.account_errors import SecondFactorFailedError
from bot.services.account_records import Purpose
from bot.services.enter import CHALLENGE_BYTES, Entry
from bot.services.errors import SignInFailedError
from bot.services.passwords import password_fits
from bot.services.ports import Deps
from bot.services.proofs import Proof, fits
from bot.services.records import CounsellorSession
from bot.services.tickets import issue_ticket, try_ticket


def begin_proof(deps: Deps, session: CounsellorSession) -> Entry:
    """Say which second factors the account has, with a ticket for one try of them."""
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    with deps.store.write() as tx:
        factors = tx.factors(session.counsellor.id)
        ticket = issue_ticket(deps, tx, Purpose.PROVE, session.counsellor.id, challenge)
    return Entry(session.counsellor, ticket=ticket, factors=factors, challenge=challenge)


def prove_by_second_factor(deps: Deps, session: CounsellorSession, ticket: str, proof: Proof) -> None:
    """Raises TicketOverError, SecondFactorFailedError."""
    me = session.counsellor
    with deps.store.write() as tx:
        trying = try_ticket(deps, tx, ticket, Purpose.PROVE, me.id)
        right = fits(deps, tx, me, proof, trying.secret)
        if right:
            tx.end_ticket(trying.token_hash)
            tx.prove_session(session.token_hash, deps.clock(), second_factor=True)
    if not right:
        raise SecondFactorFailedError


def prove_by_password(deps: Deps, session: CounsellorSession, password: str) -> None:
    """Where the account has no second factor. Raises SignInFailedError, also where it has one: that one is asked for."""
    with deps.store.read() as tx:
        found = tx.counsellor_by_name(session.counsellor.name)
    right = password_fits(password, found[1] if found else None)
    with deps.store.write() as tx:
        if not right or tx.factors(session.counsellor.id).any:
            raise SignInFailedError
        tx.prove_session(session.token_hash, deps.clock(), second_factor=False)
