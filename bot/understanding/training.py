"""Trains the reader from labelled examples: two linear classifiers on frozen features, in seconds."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.understanding.encoder import Encoder
from bot.understanding.ngrams import NGrams
from bot.understanding.reader import Floats, Head, Reader

# Inverse regularisation. A frozen encoder's unit vectors are small, so they take more weight than n-grams.
MEANING_C = 20.0
LETTERS_C = 20.0
MAX_ITERATIONS = 300


def train(
    examples: Sequence[tuple[str, str]], situations: Mapping[str, str], encoder: Encoder, *, unsure_below: float = 0.0
) -> Reader:
    """Fit on (text, intent) pairs; `situations` maps an intent to its situation id. The same input gives the same model."""
    if not examples:
        raise ValueError("There is nothing to learn from: data/nlu has no examples.")
    texts = [text for text, _ in examples]
    labels = np.array([intent for _, intent in examples])
    intents = tuple(str(name) for name in np.unique(labels))
    ngrams = NGrams.fit(texts)
    return Reader(
        intents=intents,
        situations=dict(situations),
        ngrams=ngrams,
        by_meaning=_fit(encoder.encode(texts), labels, MEANING_C),
        by_letters=_fit(ngrams.transform(texts), labels, LETTERS_C),
        encoder=encoder,
        unsure_below=unsure_below,
    )


def _fit(features: Floats | csr_matrix, labels: np.ndarray[tuple[int], np.dtype[np.str_]], c: float) -> Head:
    # Balanced: a situation with sixty examples counts as much as the everyday talk with hundreds.
    model = LogisticRegression(C=c, max_iter=MAX_ITERATIONS, class_weight="balanced", random_state=0)
    with warnings.catch_warnings():
        # scikit-learn 1.5, the newest that Rasa can use, still names two options that SciPy will drop.
        warnings.filterwarnings("ignore", "scipy.optimize: The `disp` and `iprint` options", DeprecationWarning)
        model.fit(features, labels)
    return Head(weights=model.coef_.T.astype(np.float32), bias=model.intercept_.astype(np.float32))
