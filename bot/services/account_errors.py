"""Everything the use cases of accounts can refuse, each with a stable code."""

from __future__ import annotations

from collections.abc import Iterable

from bot.services.errors import ServiceError


class SecondFactorFailedError(ServiceError):
    """The code, recovery code or passkey does not open this account."""

    code = "second_factor_failed"


class TicketOverError(ServiceError):
    """The ticket leads no further: expired, used, tried too often, or for something else. Which is not told."""

    code = "ticket_over"


class InvitationOverError(ServiceError):
    """The link leads nowhere: expired, used, replaced, or never made. Which is not told."""

    code = "invitation_over"


class ProofNeededError(ServiceError):
    """To change an account one has to have proved within the last minutes who one is."""

    code = "prove_again"


class SecondFactorNeededError(ServiceError):
    """Second factors are required here, and this session was opened without one: it can only set one up."""

    code = "second_factor_needed"


class LastFactorError(ServiceError):
    """Second factors are required here, so the last one stays until there is another."""

    code = "last_factor"


class PasskeyRefusedError(ServiceError):
    """What the device sent is no passkey for this site, or one that is known already."""

    code = "passkey_refused"


class UnknownFactorError(ServiceError):
    """The account has no such second factor or session."""

    code = "unknown_factor"


class UnknownStaffError(ServiceError):
    """No member of staff has this id or name."""

    code = "unknown_staff"

    def __init__(self) -> None:
        super().__init__("There is no such member of staff. `bot counsellors list` names them all.")


class OwnAccountError(ServiceError):
    """Nobody does this to their own account in the staff list: a stolen session must not get round the second factor."""

    code = "own_account"


class LastAdministratorError(ServiceError):
    """Without this one nobody could change accounts any more."""

    code = "last_administrator"

    def __init__(self) -> None:
        super().__init__(
            "This is the last administrator who can sign in. "
            "First make another: bot counsellors add NAME --role administrator, and let them open the link."
        )


class BadStaffChangeError(ServiceError):
    """A language that is no language tag, or a number of conversations out of range."""

    code = "bad_staff_change"

    def __init__(self) -> None:
        super().__init__("Languages are tags such as en or pt-BR, ten at most; the capacity is a number from 1 to 20.")


class UnknownSkillError(ServiceError):
    """No skill has this id."""

    code = "unknown_skill"

    def __init__(self, written: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no skill `{written}`. data/staff/skills.yml has: {', '.join(known)}.")


class UnknownSubjectError(ServiceError):
    """Whoever the provider says this is has no account here: accounts are made by invitation only."""

    code = "unknown_subject"


class SubjectTakenError(ServiceError):
    """Whoever the provider says this is has another account here."""

    code = "subject_taken"


class LastWayInError(ServiceError):
    """Without single sign-on nothing would open this account: it has no password."""

    code = "last_way_in"
