"""Arrays in a file that is read where it lies: processes share the one copy, and only what is touched takes memory."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_MAGIC: Final = b"UNHOOKM1"
_SIZE: Final = 8  # bytes of the length of the header, little-endian, after the magic
_DIGEST: Final = 32  # bytes of SHA-256 at the end, of everything before
_ALIGNED: Final = 64  # bytes; what numpy and onnxruntime like best


@dataclass(frozen=True, slots=True)
class Mapped:
    """The arrays by their names, read-only, and the memory that they lie in."""

    arrays: Mapping[str, Array]
    memory: mmap.mmap

    def let_go(self) -> None:
        """Give back what was touched so far; whoever touches it again reads it anew. Nothing where the system cannot."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.memory.madvise(mmap.MADV_DONTNEED)


def write_mapped(path: Path, arrays: Mapping[str, Array]) -> str:
    """Write in one step, and give the SHA-256 (hex) by which `read_mapped` knows the file. Who has an older one open keeps it.

    Raises OSError.
    """
    places: list[tuple[str, str, list[int], int]] = []
    end = 0
    for name, array in arrays.items():
        start = _aligned(end)
        places.append((name, array.dtype.str, list(array.shape), start))
        end = start + array.nbytes
    header = json.dumps(places).encode()
    header = header.ljust(_aligned(len(_MAGIC) + _SIZE + len(header)) - len(_MAGIC) - _SIZE)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    digest = hashlib.sha256()
    try:
        with partial.open("wb") as file:
            written = 0

            def put(content: bytes) -> None:
                digest.update(content)
                file.write(content)

            put(_MAGIC + len(header).to_bytes(_SIZE, "little") + header)
            for (_, _, _, start), array in zip(places, arrays.values(), strict=True):
                put(bytes(start - written))
                put(array.tobytes())
                written = start + array.nbytes
            file.write(digest.digest())
        partial.replace(path)
        return digest.hexdigest()
    finally:
        partial.unlink(missing_ok=True)


def read_mapped(path: Path, expected: str) -> Mapped | None:
    """The arrays, or None where the file is missing, damaged or not the `expected` one, by the SHA-256 (hex) of its content."""
    try:
        with path.open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # ValueError: an empty file
        return None
    end = len(memory) - _DIGEST
    body = memoryview(memory)
    content = hashlib.sha256(body[:end])
    if memory[: len(_MAGIC)] != _MAGIC or content.hexdigest() != expected or content.digest() != body[end:]:
        return None
    begin = len(_MAGIC) + _SIZE + int.from_bytes(body[len(_MAGIC) : len(_MAGIC) + _SIZE], "little")
    header = json.loads(bytes(body[len(_MAGIC) + _SIZE : begin]))
    arrays = {
        name: np.frombuffer(memory, kind, int(np.prod(shape, dtype=np.int64)), begin + start).reshape(shape)
        for name, kind, shape, start in header
    }
    found = Mapped(arrays, memory)
    found.let_go()  # the hash has read all of it
    return found


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNED) * _ALIGNED
