"""The second encoder: multilingual-e5-small in eight bits, adapted too. It reads what no other can, and English in doubt."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from sentencepiece import SentencePieceProcessor

from bot.understanding import eight_bits
from bot.understanding.mapped import Array, Mapped, read_mapped
from bot.understanding.packed import BLOCK, in_full, read_packed
from bot.understanding.pieces import BEGIN, END, sentencepiece_model
from bot.understanding.session import DIMENSIONS, MAX_TOKENS, OneByOne, Session, Vectors
from bot.understanding.weights import MULTILINGUAL, UNPACKED, WIDE_GRAPH, WIDE_MATRICES

UNPACKED_WIDE: Final = UNPACKED / "wide.weights"
PACKED: Final = "e5-small-q4.bin"
WIDE_AS_USED: Final = (
    "38852f01762550e8c5978cc35e3ce2376f5c40f71a9c870c5e7f3186f7a52f6a"  # of the file's content, as in encoder.py
)
MADE_FROM: Final = f"unpacked 3 of {MULTILINGUAL.expected[PACKED]} {WIDE_MATRICES.expected}"
# Beside the matrices, by name: the pieces' vectors in blocks of four bits, a vector for each place, and how a text is cut.
_STEPS, _HALVES, _PLACES, _PIECES, _FORMS = "words.steps", "words.halves", "places", "pieces", "forms"
_OTHERS: Final = (_STEPS, _HALVES, _PLACES, _PIECES, _FORMS)
_BLANKS = re.compile(" {2,}")


class Multilingual(OneByOne):
    """About 3 ms a sentence on one core."""

    def __init__(self, graph: Path, weights: Mapping[str, Array] | Mapped, threads: int = 1) -> None:
        """`graph` says what is done with the weights, which are those of `weights_as_used`."""
        arrays = weights.arrays if isinstance(weights, Mapped) else weights
        self._steps, self._halves, self._places = arrays[_STEPS], arrays[_HALVES], arrays[_PLACES]
        self._pieces = SentencePieceProcessor(model_proto=arrays[_PIECES].tobytes())
        forms: dict[str, str] = json.loads(arrays[_FORMS].tobytes())
        self._forms = {int(character): form for character, form in forms.items()}
        matrices = {name: array for name, array in arrays.items() if name not in _OTHERS}
        self._session = Session(graph, graph.parent, matrices, threads)
        if isinstance(weights, Mapped):
            weights.let_go()  # the session has packed most of it in its own way

    def _encode(self, text: str) -> Vectors:
        ids = self._ids(text)
        embedded = in_full(self._steps[ids], self._halves[ids]) + self._places[: len(ids)]
        return self._session.unit({"embedded": embedded[np.newaxis]})

    def _ids(self, text: str) -> list[int]:
        """The numbers of its pieces, between those of a beginning and an end."""
        return [BEGIN, *self._pieces.encode(plain(text, self._forms))[: MAX_TOKENS - 2], END]


def plain(text: str, forms: Mapping[int, str]) -> str:
    """As its pieces are spelt: a letter and its accent as one, each character in its usual form, single blanks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(forms)).strip()


def weights_as_used(folder: Path, matrices: Path) -> dict[str, Array]:
    """All that reading takes, by name: out of the package's `folder` and our `matrices`."""
    packed = read_packed((folder / PACKED).read_bytes())
    words, tensors = packed.tensors["emb.word"], packed.tensors
    blocks = DIMENSIONS // BLOCK
    # All that is read is of one kind, so the vector of that kind belongs to every place.
    places = tensors["emb.pos"].reshape(-1, DIMENSIONS)[:MAX_TOKENS] + tensors["emb.type"].reshape(-1, DIMENSIONS)[0]
    return {
        **eight_bits.load(matrices),
        _STEPS: np.ascontiguousarray(words["step"]).reshape(-1, blocks),
        _HALVES: np.ascontiguousarray(words["halves"]).reshape(-1, blocks, BLOCK // 2),
        _PLACES: places,
        _PIECES: np.frombuffer(sentencepiece_model(packed.pieces, packed.scores.tolist()), np.uint8),
        _FORMS: np.frombuffer(json.dumps(packed.forms).encode(), np.uint8),
    }


@lru_cache(maxsize=1)
def shared_multilingual() -> Multilingual:
    """The process's one multilingual encoder. Raises WeightsError."""
    graph, matrices = WIDE_GRAPH.find(), WIDE_MATRICES.find()
    weights = read_mapped(UNPACKED_WIDE, WIDE_AS_USED) or weights_as_used(MULTILINGUAL.find(), matrices)
    return Multilingual(graph, weights)
