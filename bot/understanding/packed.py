"""Reads the file that the multilingual encoder's weights are published in: its pieces of words, and numbers of four bits."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

BLOCK: Final = 32  # numbers that share a step
_MAGIC: Final = b"E5S1"
_HEADER: Final = struct.Struct("<4xI7ifi5iQ")  # version, seven sizes, epsilon, block; pieces, four numbers of special ones, bytes
_TENSOR: Final = struct.Struct("<BIQQ")  # kind, how many numbers, where, how many bytes
_ZERO: Final = 8  # what stands for 0 among 0 to 15
_BLOCKS: Final = np.dtype([("step", "<f2"), ("halves", "u1", BLOCK // 2)])


@dataclass(frozen=True, slots=True)
class Packed:
    """What the file holds. Tensors by name: float32 as they are, others as blocks of four bits (`in_full`)."""

    pieces: list[str]  # of words, a word's first with "▁" before it
    scores: npt.NDArray[np.float32]  # log probability of each
    forms: Mapping[int, str]  # a character's number: what is read in its place
    tensors: Mapping[str, Array]


def read_packed(content: bytes) -> Packed:
    """The file's parts. It is verified by its hash: a file of another kind is a mistake of ours. Raises ValueError."""
    if content[: len(_MAGIC)] != _MAGIC:
        raise ValueError("This is no file of a packed encoder.")
    *_, count, _bos, _eos, _pad, _unknown, length = _HEADER.unpack_from(content)
    at = _HEADER.size
    ends = np.frombuffer(content, "<u4", count + 1, at)
    at += ends.nbytes
    scores = np.frombuffer(content, "<f4", count, at)
    at += scores.nbytes
    pieces = [content[at + begin : at + end].decode() for begin, end in pairwise(ends.tolist())]
    forms, at = _forms(content, at + length)
    return Packed(pieces, scores, forms, _tensors(content, at))


def _forms(content: bytes, at: int) -> tuple[dict[int, str], int]:
    count, _ = struct.unpack_from("<iI", content, at)
    at += 8
    forms = {}
    for _ in range(count):
        character, long = struct.unpack_from("<IB", content, at)
        at += 5
        forms[character] = content[at : at + 4 * long].decode("utf-32-le")
        at += 4 * long
    return forms, at


def _tensors(content: bytes, at: int) -> dict[str, Array]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    found: dict[str, Array] = {}
    for _ in range(count):
        (long,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + long].decode()
        at += 2 + long
        _, numbers, place, size = _TENSOR.unpack_from(content, at)
        at += _TENSOR.size
        is_full = size == 4 * numbers
        kind, items = (np.dtype("<f4"), numbers) if is_full else (_BLOCKS, size // _BLOCKS.itemsize)
        found[name] = np.frombuffer(content, kind, items, place)
    return found


def in_full(steps: Array, halves: Array) -> npt.NDArray[np.float32]:
    """Numbers (..., blocks * 32) out of blocks: `steps` (..., blocks), `halves` (..., blocks, 16), two numbers to a byte."""
    low, high = halves & 15, halves >> 4
    numbers = np.concatenate([low, high], axis=-1).astype(np.float32) - np.float32(_ZERO)
    full: npt.NDArray[np.float32] = numbers * steps[..., np.newaxis].astype(np.float32)
    return full.reshape(*steps.shape[:-1], -1)
