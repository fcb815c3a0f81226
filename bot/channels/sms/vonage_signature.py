"""Checks what Vonage signs: a token that holds a hash of the body and when it was made."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any, Final

import jwt

from bot.channels.channel import BadSignatureError

_OLDEST: Final = 300  # seconds
_SCHEME: Final = "bearer "


def verify(header: str, body: bytes, *, key: str, secret: str) -> None:
    """Raises BadSignatureError unless `header` proves that this account's Vonage sent this body in the last five minutes."""
    if header[: len(_SCHEME)].casefold() != _SCHEME:
        raise BadSignatureError
    options: Any = {"require": ["iat", "payload_hash", "api_key"], "verify_iat": False}  # it is looked at below, on both sides
    try:
        claims = jwt.decode(header[len(_SCHEME) :].strip(), secret, algorithms=["HS256"], options=options)
    except (jwt.PyJWTError, ValueError, TypeError):
        raise BadSignatureError from None
    made, told, whose = claims["iat"], claims["payload_hash"], claims["api_key"]
    if isinstance(made, bool) or not isinstance(made, int | float) or not abs(time.time() - made) <= _OLDEST:
        raise BadSignatureError
    if not isinstance(told, str) or not isinstance(whose, str):
        raise BadSignatureError
    right = hmac.compare_digest(told.casefold().encode("utf-8", "surrogatepass"), hashlib.sha256(body).hexdigest().encode())
    if not right or whose != key:
        raise BadSignatureError
