"""Codes of an authenticator app: six digits that change every 30 seconds, each good once, one step early or late allowed."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

from pyotp import TOTP, random_base32

from bot.services.account_records import Totp

_STEP: Final = 30  # seconds
_DRIFT: Final = 1  # steps that a telephone's clock may be off


def new_secret() -> str:
    """160 random bits, in the letters that apps take."""
    return random_base32()


def address_for_app(secret: str, name: str, issuer: str) -> str:
    """What the QR code says: an otpauth:// address."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of_code(totp: Totp, said: str, now: datetime) -> int | None:
    """The time step whose code this is, if that step was not used yet; else None. Blanks do not matter."""
    code = "".join(said.split())
    if len(code) != TOTP(totp.secret).digits or not (code.isascii() and code.isdecimal()):
        return None
    here = int(now.timestamp()) // _STEP
    app = TOTP(totp.secret)
    # Every step is compared, so that the time taken does not tell which was near.
    fits = [step for step in range(here - _DRIFT, here + _DRIFT + 1) if hmac.compare_digest(app.generate_otp(step), code)]
    unused = [step for step in fits if totp.last_step is None or step > totp.last_step]
    return unused[0] if unused else None
