"""Small classifiers on frozen features: what training leaves behind, and all that reading needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import expit, softmax

Floats = npt.NDArray[np.float32]
Output = Literal["one_of", "each"]  # exactly one label, or each label for itself

# What letters and words have of the vote, beside the encoder of all languages and beside the exact one …
LETTERS_ASK_BESIDE_WIDE, LETTERS_ASK_BESIDE_NEAR = 0.35, 0.25  # … on the intent
LETTERS_TELL_BESIDE_WIDE, LETTERS_TELL_BESIDE_NEAR = 0.5, 0.37  # … on situations
NEIGHBOURS_SHARE = 0.4  # of what the exact encoder has
WIDE_TELLS_BESIDE_NEAR = 0.3  # in doubt: it is wrong about other texts (0044, 0049)

_OUTPUTS: Mapping[Output, Callable[[Any], Any]] = {"one_of": lambda values: softmax(values, axis=1), "each": expit}


@dataclass(frozen=True)
class Layer:
    """Features (n, d) to features (n, units), none below zero."""

    weights: Floats  # (d, units)
    bias: Floats  # (units,)

    def features(self, features: Floats | csr_matrix) -> Floats:
        """Shape (n, units)."""
        return np.asarray(np.maximum(features @ self.weights + self.bias, 0.0), dtype=np.float32)


class Met(NamedTuple):
    """Sparse features (n, d) without the columns that are met in no row: few are left, and only their weights are looked at."""

    rows: csr_matrix  # (n, columns left)
    columns: npt.NDArray[np.integer[Any]]  # which ones of d these are

    @classmethod
    def of(cls, features: csr_matrix) -> Met:
        """Leave out the others."""
        met, columns = np.unique(features.indices, return_inverse=True)
        return cls(csr_matrix((features.data, columns, features.indptr), shape=(features.shape[0], len(met))), met)


@dataclass(frozen=True)
class Head:
    """Features (n, d) to probabilities (n, labels)."""

    weights: npt.NDArray[
        np.floating[Any]
    ]  # (d, labels), or (units, labels) behind a hidden layer; in half precision for sparse d
    bias: Floats  # (labels,)
    output: Output
    hidden: Layer | None = None

    def probabilities(self, features: Floats | csr_matrix | Met) -> Floats:
        """Shape (n, labels); rows add up to one only for "one_of"."""
        if isinstance(features, csr_matrix):
            return self.probabilities(Met.of(features))
        if isinstance(features, Met):
            return self._answer(np.asarray(features.rows @ in_single(self.weights[features.columns]), dtype=np.float32))
        return self._answer((self.hidden.features(features) if self.hidden else features) @ self.weights)

    def _answer(self, values: Any) -> Floats:
        return np.asarray(_OUTPUTS[self.output](values + self.bias), dtype=np.float32)

    @classmethod
    def mean(cls, heads: Sequence[Head]) -> Head:
        """One head whose answer, before it becomes a probability, is the mean of all: their hidden layers stand side by side.

        All have a hidden layer, or there is only one.
        """
        layers = [head.hidden for head in heads if head.hidden]
        if not layers:
            (only,) = heads
            return only
        share = np.float32(1 / len(heads))
        return cls(
            np.vstack([head.weights for head in heads]) * share,
            np.mean([head.bias for head in heads], axis=0, dtype=np.float32),
            heads[0].output,
            Layer(np.hstack([layer.weights for layer in layers]), np.concatenate([layer.bias for layer in layers])),
        )

    @classmethod
    def beside(cls, heads: Sequence[Head]) -> Head:
        """One head with the labels of all, which have no hidden layer."""
        return cls(np.hstack([head.weights for head in heads]), np.concatenate([head.bias for head in heads]), heads[0].output)

    def first(self, labels: int) -> Head:
        """The same head for its first labels only."""
        return replace(self, weights=self.weights[:, :labels], bias=self.bias[:labels])

    def arrays(self, name: str) -> dict[str, Any]:
        """What `from_arrays` reads again. Half precision: half the file, and the same readings to 0.001."""
        hidden = self.hidden
        below = (
            {f"{name}.hidden.weights": hidden.weights.astype(np.float16), f"{name}.hidden.bias": hidden.bias} if hidden else {}
        )
        return {f"{name}.weights": self.weights.astype(np.float16), f"{name}.bias": self.bias, **below}

    @classmethod
    def from_arrays(cls, stored: Any, name: str, output: Output, *, sparse: bool = False) -> Head:
        """Read a head out of a loaded .npz; for `sparse` features its weights stay as small as they are there.

        Raises KeyError when it is not there.
        """
        weights, bias = stored[f"{name}.weights"], stored[f"{name}.bias"]
        weights = weights if sparse else weights.astype(np.float32)
        if f"{name}.hidden.weights" not in stored:
            return cls(weights, bias, output)
        below = Layer(stored[f"{name}.hidden.weights"].astype(np.float32), stored[f"{name}.hidden.bias"])
        return cls(weights, bias, output, below)


@dataclass(frozen=True)
class Heads:
    """The classifiers of one question: on the exact encoder, on the one of all languages, and on letters and words."""

    near: Head
    wide: Head
    letters: Head

    @staticmethod
    def mix(meaning: Floats, others: Floats, share: float) -> Floats:
        """The vote of an encoder, and of the letters or the neighbours, which have a `share` of it."""
        return (1 - share) * meaning + share * others

    def arrays(self, name: str) -> dict[str, Any]:
        """What `from_arrays` reads again."""
        named = {"near": self.near, "wide": self.wide, "letters": self.letters}
        return {key: array for kind, head in named.items() for key, array in head.arrays(f"{name}.{kind}").items()}

    @classmethod
    def from_arrays(cls, stored: Any, name: str, output: Output) -> Heads:
        """Read the classifiers of one question. Raises KeyError when they are not there."""
        near, wide = (Head.from_arrays(stored, f"{name}.{kind}", output) for kind in ("near", "wide"))
        return cls(near, wide, Head.from_arrays(stored, f"{name}.letters", output, sparse=True))


def in_single(numbers: npt.NDArray[np.floating[Any]]) -> Floats:
    """The same finite numbers in single precision. From half precision it takes half of the time that numpy needs."""
    if numbers.dtype != np.float16:
        return numbers.astype(np.float32)
    # The sign, and the other bits where single precision has them: right but for the exponent, whose zero lies 112 lower.
    moved = (numbers.view(np.int16).astype(np.int32) << 13) & _MOVED
    return moved.view(np.float32) * _EXPONENT


_MOVED, _EXPONENT = np.int32(-0x70002000), np.float32(2.0**112)
