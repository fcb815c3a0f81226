"""Makes the file that SentencePiece cuts texts with, out of an encoder's pieces of words."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Final

BEGIN, PADDING, END, UNKNOWN = range(4)  # the first pieces of every vocabulary of this kind
MASK: Final = "<mask>"  # and often its last: what a word is covered with while an encoder learns, never what somebody types

# Numbers of fields in sentencepiece_model.proto, and what they are set to.
_PIECE, _TRAINER, _NORMALIZER = 1, 2, 3
_TEXT, _SCORE, _TYPE = 1, 2, 3
_NORMAL, _IS_UNKNOWN, _IS_CONTROL = 1, 2, 3
_UNIGRAM: Final = {3: 1}
_SPECIAL: Final = {40: UNKNOWN, 41: BEGIN, 42: END, 43: PADDING}
_AS_IT_IS: Final = {3: 1, 4: 0, 5: 1}  # "▁" before the first word and for a blank; blanks are not taken away
_WHOLE, _BYTES, _FLOAT = 0, 2, 5  # how a field is written


def sentencepiece_model(pieces: Sequence[str], scores: Iterable[float]) -> bytes:
    """A unigram model of these pieces, in the order of their numbers; `scores` are log probabilities."""
    content = bytearray()
    for number, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
        kind = _IS_UNKNOWN if number == UNKNOWN else _IS_CONTROL if number < UNKNOWN or piece == MASK else _NORMAL
        about = _message(_TEXT, piece.encode()) + _key(_SCORE, _FLOAT) + struct.pack("<f", score) + _numbers({_TYPE: kind})
        content += _message(_PIECE, about)
    content += _message(_TRAINER, _numbers(_UNIGRAM | _SPECIAL))
    content += _message(_NORMALIZER, _message(1, b"identity") + _numbers(_AS_IT_IS))
    return bytes(content)


def _numbers(fields: dict[int, int]) -> bytes:
    return b"".join(_key(field, _WHOLE) + _varint(value) for field, value in fields.items())


def _message(field: int, content: bytes) -> bytes:
    return _key(field, _BYTES) + _varint(len(content)) + content


def _key(field: int, kind: int) -> bytes:
    return _varint(field << 3 | kind)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the highest bit says that more follow."""
    found = bytearray()
    while value > 127:  # noqa: PLR2004 - what seven bits hold
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
