"""One encrypted file, written and read in pieces: AES-GCM in the STREAM construction, as age does it.

A file has a key of its own, drawn from the backup key and a random salt. Each piece is sealed with its number and with whether it
is the last one, and all of them with the header: pieces cannot be changed, left out, doubled, cut off or moved to another file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC: Final = b"UNHOOK BACKUP 1\n"
_PIECE: Final = 64 * 1024
_TAG: Final = 16
_SALT: Final = "salt"
_LONGEST_HEADER: Final = 4096


class SealedFileError(Exception):
    """The file is none of ours, or was changed or cut off. The message says what to do."""


class SealedWriter:
    """Writes lines. Call `close`, or the file cannot be read: without its last piece it counts as cut off."""

    def __init__(self, file: BinaryIO, key: bytes, header: Mapping[str, Any]) -> None:
        salt = os.urandom(32)
        plain = json.dumps({**header, _SALT: salt.hex()}, separators=(",", ":")).encode("ascii") + b"\n"
        file.write(MAGIC + plain)
        self._file, self._cipher, self._place = file, _cipher(key, salt), hashlib.sha256(MAGIC + plain).digest()
        self._waiting, self._number = bytearray(), 0

    def line(self, line: bytes) -> None:
        """Write one line; it holds no line break."""
        self._waiting += line + b"\n"
        while len(self._waiting) > _PIECE:  # one piece always stays: nobody knows yet whether it is the last
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]

    def close(self) -> None:
        """Write the last piece."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._place))
        self._number += 1


def read_header(file: BinaryIO) -> dict[str, Any]:
    """What stands in the clear before the pieces; nothing of it is proven until a piece has opened. Raises SealedFileError."""
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        raise SealedFileError("This file is no backup of Unhook's. Cure: name a file that `bot backup` wrote.")
    try:
        header = json.loads(file.readline(_LONGEST_HEADER))
        bytes.fromhex(header[_SALT])
    except (ValueError, KeyError, TypeError):
        raise damaged() from None
    return dict(header)


def read_lines(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The lines, in order. Raises SealedFileError, at the latest behind the last line: act on nothing before."""
    header = read_header(file)
    end = file.tell()
    file.seek(0)
    cipher, place = _cipher(key, bytes.fromhex(header[_SALT])), hashlib.sha256(file.read(end)).digest()
    rest, number = b"", 0
    piece = file.read(_PIECE + _TAG)
    while True:
        following = file.read(_PIECE + _TAG)
        try:
            rest += cipher.decrypt(_nonce(number, last=not following), piece, place)
        except (InvalidTag, ValueError):
            raise damaged() from None
        *lines, rest = rest.split(b"\n")
        yield from lines
        if not following:
            break
        piece, number = following, number + 1
    if rest:
        raise damaged()


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"unhook backup file").derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def damaged() -> SealedFileError:
    """What is said of a file that was changed."""
    return SealedFileError(
        "This backup was changed or cut off, or another key was used: not all of it opens. Nothing was restored. "
        "Cure: take another copy of it, or the backup before."
    )
