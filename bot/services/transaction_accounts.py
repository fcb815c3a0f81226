"""What can be done with accounts inside one transaction: sessions, second factors, tickets, invitations, the staff list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.services.account_records import Factors, Invitation, Passkey, Purpose, Ticket, Totp
from bot.services.records import Counsellor, CounsellorSession


class SessionRows(Protocol):
    """The signed-in browsers of staff, and those that were signed in before."""

    def add_session(self, session: CounsellorSession) -> None:
        """Remember a signed-in browser."""

    def session(self, token_hash: bytes) -> CounsellorSession | None:
        """The session of a token, expired or not."""

    def touch_session(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session was used."""

    def prove_session(self, token_hash: bytes, at: datetime, *, second_factor: bool) -> None:
        """Note that its owner has just proved who they are; with a second factor, or without."""

    def forget_proofs(self, counsellor_id: str) -> None:
        """No session of theirs counts as opened with a second factor any more: there is none."""

    def end_counsellor_session(self, token_hash: bytes) -> None:
        """Make the token worthless."""

    def end_sessions_before(self, created: datetime, seen: datetime) -> int:
        """Delete sessions that were created or last seen before these moments."""

    def sessions_of(self, counsellor_id: str) -> Sequence[CounsellorSession]:
        """Every session of one member of staff, the last seen first."""

    def end_session_of(self, counsellor_id: str, handle: str) -> bool:
        """End one by its handle; False when this member of staff has no such session."""

    def end_sessions_of(self, counsellor_id: str, keep: bytes | None = None) -> int:
        """End all of a member of staff, but for the one with this token hash; how many ended."""

    def know_browser(self, token_hash: bytes, counsellor_id: str, at: datetime) -> None:
        """Remember that somebody signed in to this account from this browser."""

    def knows_browser(self, token_hash: bytes, since: datetime, counsellor_id: str | None = None) -> bool:
        """Whether they did, since then; without `counsellor_id`, whether anybody did."""

    def forget_browsers_of(self, counsellor_id: str) -> None:
        """Every browser of theirs is a strange one again."""

    def forget_browsers_before(self, seen: datetime) -> None:
        """Forget those nobody signed in from since."""


class FactorRows(Protocol):
    """Second factors. Secrets are sealed, recovery codes are keyed hashes, of passkeys there is the public half only."""

    def factors(self, counsellor_id: str) -> Factors:
        """What an account has."""

    def totp(self, counsellor_id: str) -> Totp | None:
        """The secret of the authenticator app."""

    def set_totp(self, counsellor_id: str, secret: str | None) -> None:
        """Store a secret instead of the one before; None takes it away."""

    def use_totp_step(self, counsellor_id: str, step: int) -> bool:
        """Note that the code of a time step was used; False when that step, or a later one, was used before."""

    def set_recovery_codes(self, counsellor_id: str, codes: Sequence[str]) -> None:
        """Store the hashes of these instead of those before."""

    def use_recovery_code(self, counsellor_id: str, code: str) -> bool:
        """Whether the code is one of theirs; from here on it is none."""

    def add_passkey(self, passkey: Passkey) -> bool:
        """Store one; False when it is known already."""

    def use_passkey(self, credential_id: bytes, sign_count: int, at: datetime) -> None:
        """Note that it was used."""

    def remove_passkey(self, counsellor_id: str, credential_id: bytes) -> bool:
        """Take one away; False when this member of staff has no such passkey."""

    def remove_factors(self, counsellor_id: str) -> None:
        """Take all second factors and recovery codes away."""


class TicketRows(Protocol):
    """What leads from one step of signing in to the next."""

    def add_ticket(self, ticket: Ticket) -> None:
        """Store one."""

    def ticket(self, token_hash: bytes, purpose: Purpose) -> Ticket | None:
        """The ticket, expired or not; in a writing transaction the row stays locked until the end."""

    def count_ticket_try(self, token_hash: bytes) -> None:
        """Note one more try."""

    def end_ticket(self, token_hash: bytes) -> None:
        """Make it worthless."""

    def end_tickets_before(self, moment: datetime) -> None:
        """Delete those that expired before then."""

    def end_tickets_of(self, counsellor_id: str) -> None:
        """Delete all tickets of one member of staff."""


class InvitationRows(Protocol):
    """Links by which a member of staff sets a first password, or a new one."""

    def set_invitation(self, invitation: Invitation) -> None:
        """Store one, instead of any other for the same account."""

    def invitation(self, token_hash: bytes) -> Invitation | None:
        """The invitation, expired or not."""

    def invitation_for(self, counsellor_id: str) -> Invitation | None:
        """The one that is out for an account, expired or not."""

    def end_invitation_for(self, counsellor_id: str) -> None:
        """Make the link worthless."""


class AccountRows(SessionRows, FactorRows, TicketRows, InvitationRows, Protocol):
    """Everything about accounts."""

    def update_counsellor(self, counsellor_id: str, **changes: Any) -> Counsellor:
        """Change fields by the names of `Counsellor`, and return the new row. Raises KeyError for an unknown one."""

    def counsellor_by_subject(self, subject: str) -> Counsellor | None:
        """The member of staff who is this subject at the single sign-on provider."""

    def lock_staff(self) -> None:
        """Let nobody else change the staff list until the end: two must not take each other's last administrator away."""
