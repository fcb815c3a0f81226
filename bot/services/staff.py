"""The staff list: who is on it, and what those who may do with the accounts of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.account_errors import LastAdministratorError, OwnAccountError, UnknownStaffError
from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.services.errors import NotAllowedError
from bot.services.invite import NO_PASSWORD, Invited, new_link
from bot.services.permissions import may_manage
from bot.services.ports import Deps
from bot.services.records import Counsellor, CounsellorSession, Role
from bot.services.sign_in import require_fresh, ring_consoles
from bot.services.staff_names import clean_capacity, clean_languages, clean_skills
from bot.services.transaction import Transaction

By = CounsellorSession | None  # None: the operator, on the command line of the server
_MADE = {
    Role.COUNSELLOR: Action.MADE_COUNSELLOR,
    Role.SUPERVISOR: Action.MADE_SUPERVISOR,
    Role.ADMINISTRATOR: Action.MADE_ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the staff list."""

    counsellor: Counsellor
    second_factor: bool
    invited_until: datetime | None  # the link is out, and good until then


def staff_list(deps: Deps) -> Sequence[Member]:
    """Everybody, by name."""
    now = deps.clock()
    with deps.store.read() as tx:
        return [_member(tx, one, now) for one in tx.counsellors()]


def _member(tx: Transaction, counsellor: Counsellor, now: datetime) -> Member:
    link = tx.invitation_for(counsellor.id)
    until = link.expires_at if link and link.expires_at > now else None
    return Member(counsellor, tx.factors(counsellor.id).any, until)


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What is to change; None leaves it as it is."""

    role: Role | None = None
    languages: Sequence[str] | None = None
    capacity: int | None = None
    skills: Sequence[str] | None = None


def change_staff(deps: Deps, by: By, counsellor_id: str, change: StaffChange) -> Counsellor:
    """Change role, languages, skills or capacity. An open console follows at once.

    Raises ProofNeededError, UnknownStaffError, NotAllowedError, LastAdministratorError, BadStaffChangeError, UnknownSkillError.
    """
    changes: dict[str, object] = {}
    if change.languages is not None:
        changes["languages"] = clean_languages(change.languages)
    if change.skills is not None:
        changes["skills"] = clean_skills(change.skills)
    if change.capacity is not None:
        changes["capacity"] = clean_capacity(change.capacity)
    with deps.store.write() as tx:
        before = _whom(deps, tx, by, counsellor_id)
        if changes:
            note_in_audit(tx, _who(by), Action.ACCOUNT_CHANGED, deps.clock(), about=before.id)
        if change.role is not None and change.role is not before.role:
            if by is not None and not may_manage(by.counsellor, change.role):
                raise NotAllowedError
            changes["role"] = change.role
            note_in_audit(tx, _who(by), _MADE[change.role], deps.clock(), about=before.id)
        after = tx.update_counsellor(before.id, **changes) if changes else before
        _demand_administrator(tx, before)
    ring_consoles(deps, counsellor_id)
    return after


def disable(deps: Deps, by: By, counsellor_id: str) -> Counsellor:
    """Close an account: every session, link and ticket of it ends now, and so do its open streams. Repeating it changes nothing.

    Raises ProofNeededError, UnknownStaffError, NotAllowedError, LastAdministratorError.
    """
    with deps.store.write() as tx:
        before = _whom(deps, tx, by, counsellor_id)
        if before.disabled_at is not None:
            return before
        after = tx.update_counsellor(before.id, disabled_at=deps.clock(), seen_at=None)
        _end_all(tx, before.id)
        note_in_audit(tx, _who(by), Action.DISABLED, deps.clock(), about=before.id)
        _demand_administrator(tx, before)
    ring_consoles(deps, counsellor_id)
    return after


def enable(deps: Deps, by: By, counsellor_id: str) -> Counsellor:
    """Open it again, with the password and second factors it had. Raises ProofNeededError, UnknownStaffError, NotAllowedError."""
    with deps.store.write() as tx:
        before = _whom(deps, tx, by, counsellor_id)
        if before.disabled_at is None:
            return before
        note_in_audit(tx, _who(by), Action.ENABLED, deps.clock(), about=before.id)
        return tx.update_counsellor(before.id, disabled_at=None)


def reset_password(deps: Deps, by: By, counsellor_id: str) -> Invited:
    """Take password and single sign-on away, and make a link for others. Second factors stay: the link alone is not enough.

    Raises ProofNeededError, UnknownStaffError, OwnAccountError, NotAllowedError.
    """
    with deps.store.write() as tx:
        counsellor = _whom(deps, tx, by, counsellor_id, not_self=True)
        tx.set_password_hash(counsellor.id, NO_PASSWORD)
        tx.update_counsellor(counsellor.id, sso_subject=None)
        _end_all(tx, counsellor.id)
        token = new_link(deps, tx, counsellor.id)
        note_in_audit(tx, _who(by), Action.ACCOUNT_RESET, deps.clock(), about=counsellor.id)
    ring_consoles(deps, counsellor_id)
    return Invited(counsellor, token)


def reset_second_factor(deps: Deps, by: By, counsellor_id: str) -> None:
    """Take all second factors away from somebody who lost them, and sign them out everywhere.

    Raises ProofNeededError, UnknownStaffError, OwnAccountError, NotAllowedError.
    """
    with deps.store.write() as tx:
        counsellor = _whom(deps, tx, by, counsellor_id, not_self=True)
        tx.remove_factors(counsellor.id)
        tx.end_sessions_of(counsellor.id)
        tx.end_tickets_of(counsellor.id)
        note_in_audit(tx, _who(by), Action.SECOND_FACTOR_RESET, deps.clock(), about=counsellor.id)
    ring_consoles(deps, counsellor_id)


def _whom(deps: Deps, tx: Transaction, by: By, counsellor_id: str, *, not_self: bool = False) -> Counsellor:
    """Whose account it is about, if `by` may change it."""
    tx.lock_staff()
    counsellor = tx.counsellor(counsellor_id)
    if counsellor is None:
        raise UnknownStaffError
    if by is not None:
        require_fresh(deps, by)
        if not may_manage(by.counsellor, counsellor.role):
            raise NotAllowedError
        if not_self and by.counsellor.id == counsellor_id:
            raise OwnAccountError
    return counsellor


def _who(by: By) -> Counsellor | str:
    return by.counsellor if by else SYSTEM


def _end_all(tx: Transaction, counsellor_id: str) -> None:
    tx.end_sessions_of(counsellor_id)
    tx.end_tickets_of(counsellor_id)
    tx.end_invitation_for(counsellor_id)
    tx.forget_browsers_of(counsellor_id)


def _demand_administrator(tx: Transaction, before: Counsellor) -> None:
    """Somebody who may do everything stays: to be called after the change."""
    if before.role is Role.ADMINISTRATOR and not any(
        one.role is Role.ADMINISTRATOR and one.can_sign_in for one in tx.counsellors()
    ):
        raise LastAdministratorError
