"""Character n-grams with inverse document frequency: the half of the vote that survives typos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

LENGTHS = (2, 4)
MIN_EXAMPLES = 3  # an n-gram seen fewer times teaches the model one phrase by heart
MAX_FEATURES = 23_000


@dataclass
class NGrams:
    """A fitted vocabulary and its weights."""

    vocabulary: list[str]
    idf: np.ndarray[Any, np.dtype[np.float32]]

    def __post_init__(self) -> None:
        self._column = {gram: column for column, gram in enumerate(self.vocabulary)}

    @classmethod
    def fit(cls, texts: Sequence[str]) -> NGrams:
        """Learn the vocabulary of a list of texts."""
        from sklearn.feature_extraction.text import CountVectorizer  # late: who only reads is spared half a second and 60 MB

        counter = CountVectorizer(analyzer=_grams, min_df=MIN_EXAMPLES, max_features=MAX_FEATURES, dtype=np.float32)
        counts = counter.fit_transform(list(texts))
        documents = np.asarray((counts > 0).sum(axis=0)).ravel()
        idf = np.log((1 + len(texts)) / (1 + documents)) + 1
        vocabulary = [str(gram) for gram in counter.get_feature_names_out()]
        return cls(vocabulary=vocabulary, idf=idf.astype(np.float32))

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Unit rows, shape (len(texts), len(vocabulary)). Repeats count by their logarithm: "pleeease" is not five pleas."""
        known: dict[str, list[int]] = {}  # a word comes again in each view of a message
        columns: list[Any] = []
        weights: list[Any] = []
        for text in texts:
            mine: list[int] = []
            for word in text.lower().split():
                if word not in known:
                    known[word] = [self._column[gram] for gram in _grams_of(word) if gram in self._column]
                mine.extend(known[word])
            found, counts = np.unique(np.array(mine, dtype=np.int32), return_counts=True)
            weight = (1 + np.log(counts)) * self.idf[found]
            columns.append(found)
            weights.append((weight / max(np.linalg.norm(weight), 1e-9)).astype(np.float32))
        ends = np.cumsum([0, *map(len, columns)])
        shape = len(texts), len(self.vocabulary)
        return csr_matrix((np.concatenate([*weights, []]), np.concatenate([*columns, []]), ends), shape=shape, dtype=np.float32)


def _grams(text: str) -> Iterator[str]:
    for word in text.lower().split():
        yield from _grams_of(word)


def _grams_of(word: str) -> Iterator[str]:
    """Every two to four letters in a row, with a space before and behind the word; of a shorter word all it has, once."""
    padded = f" {word} "
    for length in range(LENGTHS[0], min(LENGTHS[1], len(padded)) + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]
