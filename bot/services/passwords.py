"""Hashes counsellors' passwords with argon2id, at most two at once: each takes 64 MB and a fifth of a second."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_AT_ONCE: Final = BoundedSemaphore(2)  # more, and a burst of sign-ins would stop the chats
_HASHER: Final = PasswordHasher()


def hash_password(password: str) -> str:
    """The hash that is stored."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def password_fits(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash. None or an empty one, where there is none, costs the same time and never fits."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(password_hash or _nobodys_hash(), password) and bool(password_hash)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody has this password")
