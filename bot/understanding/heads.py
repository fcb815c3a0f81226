"""Linear classifiers on frozen features: what training leaves behind, and all that reading needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import expit, softmax

Floats = npt.NDArray[np.float32]
Output = Literal["one_of", "each"]  # exactly one label, or each label for itself

LETTERS_SHARE = 0.35  # of the vote

_OUTPUTS: Mapping[Output, Callable[[Any], Any]] = {"one_of": lambda values: softmax(values, axis=1), "each": expit}


@dataclass(frozen=True)
class Head:
    """Features (n, d) to probabilities (n, labels)."""

    weights: Floats  # (d, labels)
    bias: Floats  # (labels,)
    output: Output

    def probabilities(self, features: Floats | csr_matrix) -> Floats:
        """Shape (n, labels); rows add up to one only for "one_of"."""
        return np.asarray(_OUTPUTS[self.output](features @ self.weights + self.bias), dtype=np.float32)

    def arrays(self, name: str) -> dict[str, Any]:
        """What `from_arrays` reads again. Half precision: half the file, and the same readings to 0.001."""
        return {f"{name}.weights": self.weights.astype(np.float16), f"{name}.bias": self.bias}

    @classmethod
    def from_arrays(cls, stored: Any, name: str, output: Output) -> Head:
        """Read a head out of a loaded .npz. Raises KeyError when it is not there."""
        return cls(stored[f"{name}.weights"].astype(np.float32), stored[f"{name}.bias"], output)


@dataclass(frozen=True)
class Heads:
    """The classifiers of one question: on both encoders, on the cheap one alone, and on letters."""

    both: Head
    wide: Head
    letters: Head

    @staticmethod
    def mix(meaning: Floats, letters: Floats) -> Floats:
        """The vote of one encoder or both, and the letters."""
        return (1 - LETTERS_SHARE) * meaning + LETTERS_SHARE * letters

    def arrays(self, name: str) -> dict[str, Any]:
        """What `from_arrays` reads again."""
        named = {"both": self.both, "wide": self.wide, "letters": self.letters}
        return {key: array for kind, head in named.items() for key, array in head.arrays(f"{name}.{kind}").items()}

    @classmethod
    def from_arrays(cls, stored: Any, name: str, output: Output) -> Heads:
        """Read the classifiers of one question. Raises KeyError when they are not there."""
        return cls(*(Head.from_arrays(stored, f"{name}.{kind}", output) for kind in ("both", "wide", "letters")))
