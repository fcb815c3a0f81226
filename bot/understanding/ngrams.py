"""Character n-grams with inverse document frequency: the half of the vote that survives typos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

LENGTHS = (2, 4)
MIN_EXAMPLES = 3  # an n-gram seen fewer times teaches the model one phrase by heart
MAX_FEATURES = 23_000


def _analyzer(vocabulary: dict[str, int] | None = None) -> CountVectorizer:
    fitted = {} if vocabulary else {"min_df": MIN_EXAMPLES, "max_features": MAX_FEATURES}
    return CountVectorizer(
        analyzer="char_wb", ngram_range=LENGTHS, lowercase=True, vocabulary=vocabulary, dtype=np.float32, **fitted
    )


@dataclass
class NGrams:
    """A fitted vocabulary and its weights."""

    vocabulary: list[str]
    idf: np.ndarray[Any, np.dtype[np.float32]]

    def __post_init__(self) -> None:
        self._counter = _analyzer({gram: column for column, gram in enumerate(self.vocabulary)})

    @classmethod
    def fit(cls, texts: Sequence[str]) -> NGrams:
        """Learn the vocabulary of a list of texts."""
        counter = _analyzer()
        counts = counter.fit_transform(list(texts))
        documents = np.asarray((counts > 0).sum(axis=0)).ravel()
        idf = np.log((1 + len(texts)) / (1 + documents)) + 1
        vocabulary = [str(gram) for gram in counter.get_feature_names_out()]
        return cls(vocabulary=vocabulary, idf=idf.astype(np.float32))

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Unit rows, shape (len(texts), len(vocabulary)). Repeats count by their logarithm: "pleeease" is not five pleas."""
        counts = self._counter.transform(list(texts)).tocsr()
        counts.data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        counts.data /= np.repeat(np.maximum(norms, 1e-9), np.diff(counts.indptr))
        return counts
