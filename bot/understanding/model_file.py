"""The reader as a file inside the trained model: numbers and names, never code."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from bot.understanding.encoders import Encoders
from bot.understanding.heads import Head, Heads
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams
from bot.understanding.reader import Reader
from bot.understanding.wording import Wording

FORMAT: Final = 9
FILE_NAME: Final = "understanding.npz"

_loaded: dict[str, Reader] = {}


def save_reader(reader: Reader, path: Path) -> None:
    """Write everything but the encoders, which are pinned packages."""
    about = {
        "format": FORMAT,
        "intents": list(reader.intents),
        "situation_of": dict(reader.situation_of),
        "situations": list(reader.situations),
        "urgent": sorted(reader.urgent),
        "everyday": sorted(reader.everyday),
        "cuts": dict(reader.cuts),
        "ngrams": reader.ngrams.vocabulary,
        "unsure_below": reader.unsure_below,
        "wording": reader.wording.as_json(),
        "neighbours": reader.neighbours.as_json(),
    }
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        "idf": reader.ngrams.idf,
        **reader.neighbours.arrays("neighbours"),
        **reader.asks.arrays("asks"),
        **reader.tells.arrays("tells"),
        **(reader.foreign.arrays("foreign") if reader.foreign else {}),
    }
    np.savez(path, **arrays)


def load_reader_file(source: Path | IO[bytes], encoders: Encoders) -> Reader:
    """Read what `save_reader` wrote. No pickle. Raises ValueError, KeyError for a file that is not one of this version."""
    with np.load(source, allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"]))
        if about["format"] != FORMAT:
            raise ValueError("The model was trained by another version. Cure: run `bot train`.")
        return Reader(
            intents=tuple(about["intents"]),
            situation_of=about["situation_of"],
            situations=tuple(about["situations"]),
            urgent=frozenset(about["urgent"]),
            everyday=frozenset(about["everyday"]),
            cuts=about["cuts"],
            wording=Wording.from_json(about["wording"]),
            ngrams=NGrams(vocabulary=about["ngrams"], idf=stored["idf"]),
            asks=Heads.from_arrays(stored, "asks", "one_of"),
            tells=Heads.from_arrays(stored, "tells", "each"),
            neighbours=Neighbours.from_arrays(about["neighbours"], stored, "neighbours"),
            encoders=encoders,
            unsure_below=about["unsure_below"],
            foreign=Head.from_arrays(stored, "foreign", "each", sparse=True) if "foreign.weights" in stored else None,
        )


def reader_from(content: bytes, encoders: Encoders) -> Reader:
    """The reader in a model file. The screen and Rasa hold the same file, so a process keeps one copy of the newest."""
    name = hashlib.sha256(content).hexdigest()
    if name not in _loaded:
        reader = load_reader_file(io.BytesIO(content), encoders)
        _loaded.clear()
        _loaded[name] = reader
    return _loaded[name]
