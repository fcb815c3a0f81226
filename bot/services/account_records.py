"""The rows of how a member of staff signs in, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a ticket is good for; it opens nothing else."""

    SECOND_STEP = "second_step"  # the password was right
    PROVE = "prove"  # a signed-in person proves once more who they are
    NEW_TOTP = "new_totp"
    NEW_PASSKEY = "new_passkey"
    MOVE_TO_WEB = "move_to_web"  # a young person goes on in our own chat what they began in an app
    SSO = "sso"  # on the way to the single sign-on provider and back


@dataclass(frozen=True, slots=True)
class Ticket:
    """What leads from one step to the next: kept on the server, short-lived, for one purpose."""

    token_hash: bytes
    purpose: Purpose
    counsellor_id: str | None
    expires_at: datetime
    secret: bytes = field(default=b"", repr=False)  # a challenge, or a secret that is not confirmed yet
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Totp:
    """The secret that an authenticator app shares, and the last time step whose code was used."""

    secret: str = field(repr=False)
    last_step: int | None = None


@dataclass(frozen=True, slots=True)
class Passkey:
    """The public half of a key that lives in a device."""

    credential_id: bytes
    counsellor_id: str
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of one account."""

    totp: bool = False
    passkeys: tuple[Passkey, ...] = ()
    recovery_codes: int = 0  # not used yet

    @property
    def any(self) -> bool:
        """Whether there is one. Recovery codes alone are none: they stand in for one that is lost."""
        return self.totp or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that lets one person set the password of one account."""

    token_hash: bytes
    counsellor_id: str
    created_at: datetime
    expires_at: datetime
