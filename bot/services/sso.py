"""Single sign-on: a provider says who somebody is; only an invitation or the account's owner says which account that is.

The provider stands for the password. A second factor of the account is still asked for, unless the provider says that it
asked for one itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Protocol

from bot.services.account_errors import (
    InvitationOverError,
    LastWayInError,
    SubjectTakenError,
    TicketOverError,
    UnknownFactorError,
    UnknownSubjectError,
)
from bot.services.account_records import Purpose, Ticket
from bot.services.audit import Action, note_in_audit
from bot.services.enter import Entry, enter
from bot.services.errors import ServiceError
from bot.services.invite import find_invited
from bot.services.ports import Deps
from bot.services.proofs import Way
from bot.services.records import Counsellor, CounsellorSession
from bot.services.sign_in import require_fresh
from bot.services.tickets import issue_ticket
from bot.services.tokens import hash_of, new_token
from bot.services.transaction import Transaction


class SsoFailedError(ServiceError):
    """The provider did not answer, or what it said does not hold. `kind` is for the log: it names nobody."""

    code = "sso_failed"

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class SsoStart:
    """Where the browser goes, and what is kept until it comes back."""

    address: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SsoIdentity:
    """Who came back: the provider's own name for them, and whether more than a password was asked for there."""

    subject: str
    second_factor: bool = False


class SsoProvider(Protocol):
    """An identity provider. Implemented by bot.sso."""

    name: str

    def begin(self, redirect_uri: str, state: str) -> SsoStart:
        """Where to send the browser. Raises SsoFailedError."""

    def finish(self, redirect_uri: str, code: str, *, nonce: str, verifier: str) -> SsoIdentity:
        """Who came back. Raises SsoFailedError."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The browser is on its way: to where, and the state that it has to bring back."""

    address: str
    state: str = field(repr=False)


def begin_sso(deps: Deps, provider: SsoProvider, redirect_uri: str, *, invitation: str = "", connect: str | None = None) -> Sent:
    """Send somebody to the provider. `invitation`: the token of a link they join by; `connect`: whose account they connect.

    Raises SsoFailedError, InvitationOverError.
    """
    state = new_token()
    start = provider.begin(redirect_uri, state)
    kept = {"nonce": start.nonce, "verifier": start.verifier, "redirect_uri": redirect_uri, "invitation": invitation}
    with deps.store.write() as tx:
        if invitation:
            find_invited(deps, tx, invitation)
        issue_ticket(deps, tx, Purpose.SSO, connect, json.dumps(kept).encode(), token=state)
    return Sent(start.address, state)


def connect_sso(deps: Deps, session: CounsellorSession, provider: SsoProvider, redirect_uri: str) -> Sent:
    """Send a signed-in member of staff there, to connect their own account. Raises ProofNeededError, SsoFailedError."""
    require_fresh(deps, session)
    return begin_sso(deps, provider, redirect_uri, connect=session.counsellor.id)


def finish_sso(deps: Deps, provider: SsoProvider, state: str, code: str, browser: str | None = None) -> Entry:
    """They are back. Raises TicketOverError, SsoFailedError, InvitationOverError, UnknownSubjectError, SubjectTakenError."""
    with deps.store.write() as tx:
        ticket = tx.ticket(hash_of(state), Purpose.SSO)
        tx.end_ticket(hash_of(state))
    if ticket is None or ticket.expires_at <= deps.clock():
        raise TicketOverError
    kept = json.loads(ticket.secret)
    identity = provider.finish(kept["redirect_uri"], code, nonce=kept["nonce"], verifier=kept["verifier"])
    with deps.store.write() as tx:
        counsellor = _account(deps, tx, ticket, kept["invitation"], identity.subject)
        return enter(deps, tx, counsellor, Way.SSO, browser=browser, second_factor=identity.second_factor)


def disconnect_sso(deps: Deps, session: CounsellorSession) -> None:
    """Sign in by password again. Raises ProofNeededError, UnknownFactorError; LastWayInError where there is no password."""
    require_fresh(deps, session)
    me = session.counsellor
    if me.sso_subject is None:
        raise UnknownFactorError
    if not me.has_password:
        raise LastWayInError
    with deps.store.write() as tx:
        tx.update_counsellor(me.id, sso_subject=None)
        note_in_audit(tx, me, Action.SSO_DISCONNECTED, deps.clock())


def _account(deps: Deps, tx: Transaction, ticket: Ticket, invitation: str, subject: str) -> Counsellor:
    known = tx.counsellor_by_subject(subject)
    if invitation:
        wanted = find_invited(deps, tx, invitation)
        tx.end_invitation_for(wanted.id)
        note_in_audit(tx, wanted, Action.JOINED, deps.clock())
    elif ticket.counsellor_id is not None:
        found = tx.counsellor(ticket.counsellor_id)
        if found is None or not found.can_sign_in:
            raise InvitationOverError
        wanted = found
    elif known is not None and known.can_sign_in:
        return known
    else:
        raise UnknownSubjectError
    if known is not None and known.id != wanted.id:
        raise SubjectTakenError
    note_in_audit(tx, wanted, Action.SSO_CONNECTED, deps.clock())
    return tx.update_counsellor(wanted.id, sso_subject=subject)
