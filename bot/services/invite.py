"""Invites a member of staff by a link that is good once, and lets the invited person set their password with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.services.account_errors import InvitationOverError
from bot.services.account_records import Invitation
from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.services.enter import Entry, enter
from bot.services.errors import NameTakenError, NotAllowedError
from bot.services.password_rules import check_password
from bot.services.passwords import hash_password
from bot.services.permissions import may_manage
from bot.services.ports import Deps
from bot.services.proofs import Way
from bot.services.records import Counsellor, CounsellorSession, Role
from bot.services.sign_in import require_fresh
from bot.services.staff_names import clean_capacity, clean_languages, clean_name, clean_skills
from bot.services.tokens import hash_of, new_counsellor_id, new_token
from bot.services.transaction import Transaction

NO_PASSWORD = ""  # what is stored until the invited person has come: no password fits it


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who may come, and the token of the link: it is shown once."""

    counsellor: Counsellor
    token: str = field(repr=False)


def invite(
    deps: Deps,
    by: CounsellorSession | None,
    name: str,
    role: Role,
    *,
    languages: Sequence[str] = (),
    skills: Sequence[str] = (),
    capacity: int = 3,
) -> Invited:
    """Make an account without a password, and a link to it. `by` is None on the command line of the server.

    Raises ProofNeededError, NotAllowedError, BadNameError, BadStaffChangeError, UnknownSkillError,
    NameTakenError.
    """
    if by is not None:
        require_fresh(deps, by)
        if not may_manage(by.counsellor, role):
            raise NotAllowedError
    counsellor = Counsellor(
        new_counsellor_id(),
        clean_name(name),
        role,
        deps.clock(),
        capacity=clean_capacity(capacity),
        languages=clean_languages(languages),
        skills=clean_skills(skills),
        has_password=False,
    )
    with deps.store.write() as tx:
        if not tx.add_counsellor(counsellor, NO_PASSWORD):
            raise NameTakenError
        token = new_link(deps, tx, counsellor.id)
        note_in_audit(tx, by.counsellor if by else SYSTEM, Action.INVITE, deps.clock(), about=counsellor.id)
    return Invited(counsellor, token)


def new_link(deps: Deps, tx: Transaction, counsellor_id: str) -> str:
    """A link for one account instead of any before; returns its token."""
    token, now = new_token(), deps.clock()
    tx.set_invitation(Invitation(hash_of(token), counsellor_id, now, now + deps.settings.invitation))
    return token


def whose_invitation(deps: Deps, token: str) -> Counsellor:
    """Who is invited by this link. Raises InvitationOverError."""
    with deps.store.read() as tx:
        return find_invited(deps, tx, token)


def join(deps: Deps, token: str, password: str, browser: str | None = None) -> Entry:
    """Set the password, use the link up, and let them in. An account with a second factor still asks for it.

    Raises InvitationOverError, WeakPasswordError.
    """
    check_password(deps, password, whose_invitation(deps, token).name)
    password_hash = hash_password(password)
    with deps.store.write() as tx:
        counsellor = find_invited(deps, tx, token)
        tx.end_invitation_for(counsellor.id)
        tx.set_password_hash(counsellor.id, password_hash)
        note_in_audit(tx, counsellor, Action.JOINED, deps.clock())
        return enter(deps, tx, counsellor, Way.INVITATION, browser=browser)


def find_invited(deps: Deps, tx: Transaction, token: str) -> Counsellor:
    """The same within a transaction."""
    invitation = tx.invitation(hash_of(token))
    if invitation is None or invitation.expires_at <= deps.clock():
        raise InvitationOverError
    counsellor = tx.counsellor(invitation.counsellor_id)
    if counsellor is None or counsellor.disabled_at is not None:
        raise InvitationOverError
    return counsellor
