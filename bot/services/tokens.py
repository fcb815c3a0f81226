"""Secrets and ids that nobody can guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_UNMISTAKABLE = "2345679CDFGHJKLMNPQRTVWXYZ"  # no look-alikes, and no vowels: a tag is never a word


def new_conversation_id() -> str:
    """An id of 144 random bits."""
    return "c_" + secrets.token_urlsafe(18)


def new_counsellor_id() -> str:
    """An id that tells nothing about how many counsellors there are."""
    return "p_" + secrets.token_urlsafe(12)


def new_label() -> str:
    """A tag that two counsellors can say to each other without naming anybody."""
    return "Chat " + "".join(secrets.choice(_UNMISTAKABLE) for _ in range(4))


def new_token() -> str:
    """A session token of 256 random bits."""
    return secrets.token_urlsafe(32)


def new_recovery_code() -> str:
    """Three groups of four, 56 random bits: as few wrong ones as one ticket takes are enough of a limit."""
    return "-".join("".join(secrets.choice(_UNMISTAKABLE) for _ in range(4)) for _ in range(3))


def hash_of(token: str) -> bytes:
    """What is stored of a token. It is random, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def same(left: bytes, right: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left, right)
