"""Keys and the cipher: one data key per conversation, wrapped by a master key that never touches the database."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_KID_BYTES: Final = 13  # "k" and twelve letters
_COME_BACK, _RECOVERY, _STAFF = b"unhook come-back code", b"unhook recovery code", b"unhook secrets of staff"
_APP_ID, _INBOX = b"unhook id in an app", b"unhook what came from an app"


class BadMasterKeyError(Exception):
    """The setting does not hold a key."""


class WrongKeyError(Exception):
    """The database was written with another master key. The message says what to do."""

    def __init__(self, kid: str) -> None:
        super().__init__(
            f"The master key does not open this database: it holds what was written with the key {kid}. "
            "Put that key into UNHOOK_MASTER_KEY again, or behind the new one with a comma between them. "
            "If it is lost, these conversations cannot be read by anybody: move the database file away and start anew."
        )
        self.kid = kid


class DamagedError(Exception):
    """A row was changed by somebody else than this program: it does not decrypt at its place."""


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Encrypt for one place in the database: moved to another row, it opens no more."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Decrypt. Raises DamagedError when key, place or bytes are not those it was sealed with."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        raise DamagedError from None


@dataclass(frozen=True)
class MasterKeys:
    """The master keys by key id: the current one wraps, the older ones still unwrap."""

    keys: Mapping[str, bytes] = field(repr=False)
    current: str

    @classmethod
    def parse(cls, setting: str) -> MasterKeys:
        """Read the setting: urlsafe base64 of 32 bytes, the current key first, older ones behind commas.

        Key ids are drawn from the keys themselves, so that nobody can give a key the wrong name. Raises BadMasterKeyError.
        """
        found = [decode_key(part.strip()) for part in setting.split(",") if part.strip()]
        if not found:
            raise BadMasterKeyError(
                "UNHOOK_MASTER_KEY is empty. Cure: `bot run` makes a key in .env; for a service, `bot keys new` prints one."
            )
        return cls({key_id(key): key for key in found}, current=key_id(found[0]))

    @staticmethod
    def generate() -> str:
        """A new key in the form of the setting."""
        return base64.urlsafe_b64encode(os.urandom(_KEY_BYTES)).decode()

    def code_hash(self, code: str) -> bytes:
        """What is stored of a come-back code. Without the master key nobody can try codes out on a stolen database."""
        return _code_hash(self.keys[self.current], code)

    def code_hashes(self, code: str) -> tuple[bytes, ...]:
        """The same under every master key: a code outlives a change of keys as long as its old key is still set."""
        return tuple(_code_hash(key, code) for key in self.keys.values())

    def recovery_code_hash(self, counsellor_id: str, code: str) -> bytes:
        """What is stored of a member of staff's recovery code."""
        return _recovery_hash(self.keys[self.current], counsellor_id, code)

    def recovery_code_hashes(self, counsellor_id: str, code: str) -> tuple[bytes, ...]:
        """The same under every master key."""
        return tuple(_recovery_hash(key, counsellor_id, code) for key in self.keys.values())

    def app_hash(self, channel: str, app_id: str) -> bytes:
        """What is stored of an address, or of the id of a message or event, in an app: to find it, never to read it."""
        return _app_hash(self.keys[self.current], channel, app_id)

    def app_hashes(self, channel: str, app_id: str) -> tuple[bytes, ...]:
        """The same under every master key."""
        return tuple(_app_hash(key, channel, app_id) for key in self.keys.values())

    def seal_incoming(self, plain: bytes, place: str) -> bytes:
        """Encrypt what came from an app until it is handled: there may be no conversation yet whose key could be taken."""
        kid = self.current
        return kid.encode() + seal(_derived(self.keys[kid], _INBOX), plain, _secret_place(place, kid))

    def unseal_incoming(self, sealed: bytes, place: str) -> bytes:
        """Decrypt it. Raises WrongKeyError, or DamagedError at another place."""
        kid = kid_of_secret(sealed)
        if kid not in self.keys:
            raise WrongKeyError(kid)
        return unseal(_derived(self.keys[kid], _INBOX), sealed[_KID_BYTES:], _secret_place(place, kid))

    def seal_secret(self, plain: bytes, place: str) -> bytes:
        """Encrypt a small secret of staff for one place, such as `totp|p_1`; the id of the master key stands before it."""
        kid = self.current
        return kid.encode() + seal(_derived(self.keys[kid], _STAFF), plain, _secret_place(place, kid))

    def unseal_secret(self, sealed: bytes, place: str) -> bytes:
        """Decrypt it. Raises WrongKeyError, or DamagedError at another place."""
        kid = kid_of_secret(sealed)
        if kid not in self.keys:
            raise WrongKeyError(kid)
        return unseal(_derived(self.keys[kid], _STAFF), sealed[_KID_BYTES:], _secret_place(place, kid))

    def keyed_hash(self, purpose: bytes, said: bytes, kid: str) -> bytes:
        """What nobody can make without this master key. Raises WrongKeyError."""
        if kid not in self.keys:
            raise WrongKeyError(kid)
        return hmac.digest(_derived(self.keys[kid], purpose), said, "sha256")

    def wrap(self, data_key: bytes, conversation_id: str) -> tuple[str, bytes]:
        """Encrypt a data key; returns the id of the master key and the wrapped bytes."""
        return self.current, seal(self.keys[self.current], data_key, _key_place(conversation_id, self.current))

    def unwrap(self, kid: str, wrapped: bytes, conversation_id: str) -> bytes:
        """Decrypt a data key. Raises WrongKeyError."""
        try:
            return unseal(self.keys[kid], wrapped, _key_place(conversation_id, kid))
        except KeyError:
            raise WrongKeyError(kid) from None


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one conversation; its version is bound into everything it encrypts."""

    conversation_id: str
    version: int
    key: bytes = field(repr=False)

    @classmethod
    def make(cls, conversation_id: str) -> DataKey:
        """A random key."""
        return cls(conversation_id, 1, os.urandom(_KEY_BYTES))

    def seal(self, table: str, seq: int, plain: bytes) -> bytes:
        """Encrypt a row's body."""
        return seal(self.key, plain, self._place(table, seq))

    def unseal(self, table: str, seq: int, sealed: bytes) -> bytes:
        """Decrypt a row's body. Raises DamagedError."""
        return unseal(self.key, sealed, self._place(table, seq))

    def _place(self, table: str, seq: int) -> bytes:
        return f"{table}|{self.conversation_id}|{seq}|{self.version}".encode()


def _key_place(conversation_id: str, kid: str) -> bytes:
    return f"conversation_keys|{conversation_id}|{kid}".encode()


def kid_of_secret(sealed: bytes) -> str:
    """Which master key a small secret was sealed with."""
    return sealed[:_KID_BYTES].decode("ascii", "replace")


def _secret_place(place: str, kid: str) -> bytes:
    return f"{place}|{kid}".encode()


def _code_hash(master_key: bytes, code: str) -> bytes:
    return hmac.digest(_derived(master_key, _COME_BACK), code.encode("utf-8", "surrogatepass"), "sha256")


def _recovery_hash(master_key: bytes, counsellor_id: str, code: str) -> bytes:
    said = f"{counsellor_id}|{code}".encode("utf-8", "surrogatepass")
    return hmac.digest(_derived(master_key, _RECOVERY), said, "sha256")


def _app_hash(master_key: bytes, channel: str, app_id: str) -> bytes:
    return hmac.digest(_derived(master_key, _APP_ID), f"{channel}|{app_id}".encode("utf-8", "surrogatepass"), "sha256")


@cache
def _derived(master_key: bytes, purpose: bytes) -> bytes:
    """A key of its own, derived from the master key: one secret must not do two things."""
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=purpose).derive(master_key)


def key_id(key: bytes) -> str:
    """The id of a key, drawn from it: nobody can give it the wrong name."""
    return "k" + hashlib.sha256(b"unhook key id|" + key).hexdigest()[:12]


def decode_key(text: str) -> bytes:
    """A key from its letters. Raises BadMasterKeyError."""
    try:
        key = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise BadMasterKeyError("UNHOOK_MASTER_KEY must be urlsafe base64 of 32 bytes.")
    return key
