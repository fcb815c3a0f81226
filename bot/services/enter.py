"""Lets in somebody who has proved who they are: a session where that was enough, a ticket where a second factor is due."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.services.account_records import Factors, Purpose
from bot.services.audit import Action, note_in_audit
from bot.services.known_browsers import know
from bot.services.ports import Deps
from bot.services.proofs import Way
from bot.services.records import Counsellor, CounsellorSession
from bot.services.tickets import issue_ticket
from bot.services.tokens import hash_of, new_token
from bot.services.transaction import Transaction

CHALLENGE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """How far somebody got. Either there is a session's token, or a ticket for the second step."""

    counsellor: Counsellor
    token: str | None = field(default=None, repr=False)
    browser: str | None = field(default=None, repr=False)  # by which it will be known next time
    ticket: str | None = field(default=None, repr=False)
    second_factor: bool = False  # whether the session was opened with one
    factors: Factors = field(default_factory=Factors)
    challenge: bytes = b""  # for a passkey


def enter(
    deps: Deps, tx: Transaction, counsellor: Counsellor, way: Way, *, browser: str | None, second_factor: bool = False
) -> Entry:
    """Go on: to the second step where this account has one and it was not taken yet, else to a session."""
    factors = tx.factors(counsellor.id)
    if factors.any and not second_factor:
        challenge = secrets.token_bytes(CHALLENGE_BYTES)
        ticket = issue_ticket(deps, tx, Purpose.SECOND_STEP, counsellor.id, challenge)
        return Entry(counsellor, ticket=ticket, factors=factors, challenge=challenge)
    now, token = deps.clock(), new_token()
    tx.end_sessions_before(now - deps.settings.session_absolute, now - deps.settings.session_idle)
    session = CounsellorSession(
        hash_of(token),
        counsellor,
        created_at=now,
        seen_at=now,
        second_factor_at=now if second_factor else None,
        proved_at=now,
    )
    tx.add_session(session)
    note_in_audit(tx, counsellor, Action.SIGN_IN, now, about=way.value)
    known = know(deps, tx, browser, counsellor.id)
    return Entry(counsellor, token=token, browser=known, second_factor=second_factor, factors=factors)
