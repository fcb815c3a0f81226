"""Everything a use case can refuse, each with a stable code. No message holds a word of the young person."""

from __future__ import annotations

from typing import ClassVar


class ServiceError(Exception):
    """A use case said no. `code` is stable: the faces map it to a status and to a sentence of the copy."""

    code: ClassVar[str] = "service_error"


class UnknownConversationError(ServiceError):
    """No conversation has this id, or it was forgotten."""

    code = "unknown_conversation"


class StillNeededError(ServiceError):
    """Somebody waits in this conversation, or a counsellor talks in it: it cannot be deleted by others now."""

    code = "still_needed"


class UnknownSessionError(ServiceError):
    """The token opens nothing: wrong, ended or expired. Which of these is not told."""

    code = "unknown_session"


class UnknownCodeError(ServiceError):
    """The come-back code opens nothing: never made, withdrawn, replaced, or its conversation is gone. Which is not told."""

    code = "unknown_code"


class UnknownLinkError(ServiceError):
    """The link from an app opens nothing: never made, used, expired, or its conversation is gone. Which is not told."""

    code = "unknown_link"


class UnknownFactError(ServiceError):
    """Nothing with this id is passed on."""

    code = "unknown_fact"


class EmptyMessageError(ServiceError):
    """There is neither a text nor a tap that means anything."""

    code = "empty_message"


class MessageTooLongError(ServiceError):
    """The text is longer than the limit."""

    code = "message_too_long"

    def __init__(self, limit: int) -> None:
        super().__init__(f"A message holds at most {limit} characters.")
        self.limit = limit


class BadClientIdError(ServiceError):
    """The client's own id of a message is missing or too long, so a retry could not be recognised."""

    code = "bad_client_id"


class ClosedConversationError(ServiceError):
    """The conversation is closed: nothing can be added."""

    code = "closed"


class NotWaitingError(ServiceError):
    """Nobody called a person to this conversation, so there is nothing to accept."""

    code = "not_waiting"


class AlreadyTakenError(ServiceError):
    """Another counsellor accepted first."""

    code = "taken"

    def __init__(self, by: str) -> None:
        super().__init__(f"{by} has accepted this conversation.")
        self.by = by


class NotNextError(ServiceError):
    """Another one is next: nobody picks."""

    code = "not_next"


class PausedError(ServiceError):
    """They are on a break."""

    code = "paused"


class FullError(ServiceError):
    """They, or the colleague it is passed to, have as many conversations as they can."""

    code = "full"


class RestFirstError(ServiceError):
    """They had so many hard conversations in a row that a break comes first."""

    code = "rest_first"


class NotHereError(ServiceError):
    """The colleague is not at the desk."""

    code = "not_here"


class NotOwnerError(ServiceError):
    """Only the counsellor who owns the conversation may do this."""

    code = "not_owner"


class NotAllowedError(ServiceError):
    """The role of this member of staff does not include it (bot/services/permissions.py)."""

    code = "no_permission"


class NotReadError(ServiceError):
    """The young person has just written: it is read before anybody lets go of them."""

    code = "not_read"


class NotReadableError(ServiceError):
    """A colleague's conversation, or one with the bot: the role of this member of staff does not include reading it."""

    code = "not_readable"


class ShortReasonError(ServiceError):
    """What only a person may do needs a reason that somebody else can understand."""

    code = "reason_too_short"

    def __init__(self, minimum: int) -> None:
        super().__init__(f"A reason has at least {minimum} characters.")
        self.minimum = minimum


class NobodyHasItError(ServiceError):
    """No counsellor has the conversation, so there is nobody to whisper to."""

    code = "nobody_has_it"


class SamePersonError(ServiceError):
    """A second person has to look: whoever opened an emergency cannot confirm it while somebody else may."""

    code = "same_person"


class NotConfirmedError(ServiceError):
    """Nobody has confirmed the emergency yet, so only "not needed" can end it."""

    code = "not_confirmed"


class NoEmergencyError(ServiceError):
    """There is no open emergency in this conversation."""

    code = "no_emergency"


class UrgentError(ServiceError):
    """The conversation is T0 or T1: nobody is blocked in danger. The tier has to be lowered first, with a reason."""

    code = "urgent"


class SignedError(ServiceError):
    """The record is signed: its values never change. A line can be added."""

    code = "signed"


class NotSignedError(ServiceError):
    """The record is not signed yet: it can simply be changed."""

    code = "not_signed"


class BadFieldError(ServiceError):
    """A record or a checklist has no such field, or the field cannot have this value. `field` is a key, never a value."""

    code = "bad_field"

    def __init__(self, field: str) -> None:
        super().__init__(f"The field {field} does not exist or cannot have this value.")
        self.field = field


class NoReplyError(ServiceError):
    """A worker tried to finish without an answer and without a reason."""

    code = "no_reply"


class NameTakenError(ServiceError):
    """Another member of staff has this name."""

    code = "name_taken"


class BadNameError(ServiceError):
    """The name is empty or too long to be shown."""

    code = "bad_name"


class WeakPasswordError(ServiceError):
    """The password is short, one of those that are tried first, or the name of its owner: `why` says which."""

    code = "weak_password"

    def __init__(self, minimum: int, why: str = "short") -> None:
        more = {
            "short": "",
            "common": " This one is among those that are tried first.",
            "name": " The name of its owner is none.",
        }
        super().__init__(f"A password has at least {minimum} characters.{more[why]}")
        self.minimum = minimum
        self.why = why


class SignInFailedError(ServiceError):
    """Name and password do not belong together. Which of the two is wrong is not told."""

    code = "sign_in_failed"


class TooManyPracticesError(ServiceError):
    """As many practice conversations of theirs are open as one counsellor may have."""

    code = "too_many_practices"

    def __init__(self, most: int) -> None:
        super().__init__(f"At most {most} practice conversations can be open. Close or stop one of them first.")
