"""The sentence encoder's weights as they were adapted to young people's writing: a low-rank change of each matrix."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Change:
    """Added to one matrix of the encoder: `down @ up`, both of low rank (LoRA, Hu and others 2021)."""

    name: str  # of the initializer in the ONNX file
    offset: int  # bytes, in the file of weights
    down: Matrix  # (inputs, rank)
    up: Matrix  # (rank, outputs)


def load_changes(path: Path) -> tuple[Change, ...]:
    """Read the changes; no pickle, so the file carries numbers and names, never code."""
    with np.load(path, allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"]))
        return tuple(
            Change(name, offset, stored[f"{n}.down"].astype(np.float32), stored[f"{n}.up"].astype(np.float32))
            for n, (name, offset) in enumerate(about)
        )


def save_changes(path: Path, changes: tuple[Change, ...]) -> None:
    """Write the changes in half precision: 2.5 MB at rank 32."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    about = json.dumps([[change.name, change.offset] for change in changes])
    arrays["about"] = np.frombuffer(about.encode(), dtype=np.uint8)
    for n, change in enumerate(changes):
        arrays[f"{n}.down"] = change.down.astype(np.float16)
        arrays[f"{n}.up"] = change.up.astype(np.float16)
    np.savez_compressed(path, **arrays)


def averaged(adapters: Sequence[tuple[Change, ...]]) -> tuple[Change, ...]:
    """The mean of several adapters of one encoder: its rank is the sum of theirs. Raises ValueError when they do not fit."""
    found = []
    for changes in zip(*adapters, strict=True):
        if len({(change.name, change.offset) for change in changes}) > 1:
            raise ValueError("These adapters are of different encoders, so they have no mean.")
        down = np.concatenate([change.down for change in changes], axis=1)
        up = np.concatenate([change.up / np.float32(len(changes)) for change in changes], axis=0)
        found.append(Change(changes[0].name, changes[0].offset, down, up))
    return tuple(found)


def changed(changes: tuple[Change, ...], weights: Path) -> Iterator[tuple[str, Matrix]]:
    """Each changed matrix by its initializer's name, (inputs, outputs). `weights` is the ONNX file's external data."""
    stored = np.memmap(weights, mode="r", dtype=np.float32)
    for change in changes:
        shape = change.down.shape[0], change.up.shape[1]
        start = change.offset // stored.itemsize
        base = np.asarray(stored[start : start + shape[0] * shape[1]]).reshape(shape)
        yield change.name, base + change.down @ change.up
