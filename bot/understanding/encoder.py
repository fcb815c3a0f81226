"""Turns sentences into vectors: all-MiniLM-L6-v2 in eight bits, adapted to young people's writing. No network, no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from tokenizers import Tokenizer

from bot.understanding import eight_bits
from bot.understanding.eight_bits import Array
from bot.understanding.mapped import Mapped, read_mapped
from bot.understanding.session import MAX_TOKENS, OneByOne, Session, Vectors
from bot.understanding.weights import MINILM, NEAR_GRAPH, NEAR_MATRICES, UNPACKED

UNPACKED_NEAR: Final = UNPACKED / "near.weights"
# Of the file's content. Training writes it anew where it is another one; a test holds it to what unpacking gives.
NEAR_AS_USED: Final = "e5f7cd21ffd55619d6b123ef6b3262f5913cd6c6d562f034d690d6a9553e2311"
MADE_FROM: Final = f"unpacked 3 of {NEAR_MATRICES.expected}"


class Encoder(Protocol):
    """Anything that maps n texts to an (n, d) array of unit vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class MiniLM(OneByOne):
    """The first encoder. About 3 ms a sentence on one core."""

    def __init__(self, folder: Path, graph: Path, matrices: Mapping[str, Array] | Mapped, threads: int = 1) -> None:
        """`folder` holds the verified files, `graph` what is to be done with them, `matrices` are those of `NEAR_MATRICES`."""
        arrays = matrices.arrays if isinstance(matrices, Mapped) else matrices
        self._session = Session(graph, folder / "onnx", arrays, threads)
        if isinstance(matrices, Mapped):
            matrices.let_go()  # the session has packed most of it in its own way
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # The packaged tokenizer pads every text to 128 tokens, which costs four times the work.
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def _encode(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        return self._session.unit(feed)


@lru_cache(maxsize=1)
def shared_encoder() -> MiniLM:
    """The process's one encoder: the screen and Rasa's pipeline use the same. One core: two faces and a brain share it."""
    matrices = NEAR_MATRICES.find()
    return MiniLM(MINILM.find(), NEAR_GRAPH.find(), read_mapped(UNPACKED_NEAR, NEAR_AS_USED) or eight_bits.load(matrices))
