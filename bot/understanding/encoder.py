"""Turns sentences into vectors: all-MiniLM-L6-v2, adapted to young people's writing, on onnxruntime. No network, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from bot.understanding.adapter import Matrix, changed, load_changes
from bot.understanding.mapped import Mapped, read_mapped
from bot.understanding.weights import ADAPTER_EXPECTED, MINILM, UNPACKED, find_adapter

Vectors = npt.NDArray[np.float32]

MAX_TOKENS = 128  # longer windows are cut: callers split long texts first
DIMENSIONS = 384
BATCH = 32
UNPACKED_NEAR: Final = UNPACKED / "near.weights"
MADE_FROM: Final = f"unpacked 1 of {MINILM.expected['onnx/model.onnx_data']} and {ADAPTER_EXPECTED}"


class Encoder(Protocol):
    """Anything that maps n texts to an (n, d) array of unit vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class MiniLM:
    """The first encoder. About 3 ms a sentence on one core and 65 MB, and 42 MB where the adapted weights are not mapped."""

    def __init__(self, folder: Path, adapter: Path | None = None, threads: int = 1, unpacked: Mapped | None = None) -> None:
        """`folder` holds the verified files; without an `adapter` the weights stay as they were published.

        `unpacked` holds what `adapted` gives, and stands for the adapter.
        """
        model = folder / "onnx/model.onnx"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        changes = unpacked.arrays if unpacked else adapted(folder, adapter) if adapter else {}
        # The session reads these arrays where they are: they must live as long as it does.
        self._changed = [(name, onnxruntime.OrtValue.ortvalue_from_numpy(matrix)) for name, matrix in changes.items()]
        for name, value in self._changed:
            options.add_initializer(name, value)
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        if unpacked:
            unpacked.let_go()  # the session has packed most of it in its own way
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # The packaged tokenizer pads every text to 128 tokens, which costs four times the work.
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Mean-pooled unit vectors, shape (len(texts), 384)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        # Texts of like length share a batch, so that little is wasted on padding.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._encode_batch([texts[index] for index in chosen])
        return vectors

    def _encode_batch(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(texts), width), dtype=np.int64)
        mask = np.zeros((len(texts), width), dtype=np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        tokens = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
        weight = mask[:, :, None].astype(np.float32)
        pooled = (tokens * weight).sum(axis=1) / weight.sum(axis=1)
        unit: Vectors = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        return unit


def adapted(folder: Path, adapter: Path) -> dict[str, Matrix]:
    """Each matrix that the adapter changes, by its name in the model."""
    return dict(changed(load_changes(adapter), folder / "onnx/model.onnx_data"))


@lru_cache(maxsize=1)
def shared_encoder() -> MiniLM:
    """The process's one encoder: the screen and Rasa's pipeline use the same. One core: two faces and a brain share it."""
    if unpacked := read_mapped(UNPACKED_NEAR, MADE_FROM):
        return MiniLM(MINILM.find(), unpacked=unpacked)
    return MiniLM(MINILM.find(), find_adapter())
