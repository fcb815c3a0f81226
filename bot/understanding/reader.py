"""Reads one message: which intent it has, and which situations are in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import softmax

from bot.safety.assessment import Reading, ScoredSituation
from bot.understanding.encoder import Encoder
from bot.understanding.ngrams import NGrams
from bot.understanding.windows import windows

Floats = npt.NDArray[np.float32]

FORMAT = 1
FILE_NAME = "understanding.npz"
UNSURE = "nlu_fallback"  # Rasa's own name for "not understood"
MIN_SCORE = 0.05  # situations below are noise; the thresholds that count are in data/risk


@dataclass(frozen=True)
class Head:
    """A linear classifier: features (n, d) to probabilities (n, intents)."""

    weights: Floats  # (d, intents)
    bias: Floats  # (intents,)

    def probabilities(self, features: Floats | csr_matrix) -> Floats:
        return np.asarray(softmax(features @ self.weights + self.bias, axis=1), dtype=np.float32)


@dataclass(frozen=True)
class Reader:
    """The trained model. `read` is safe to call from several threads."""

    intents: Sequence[str]
    situations: Mapping[str, str]  # intent -> situation id
    ngrams: NGrams
    by_meaning: Head
    by_letters: Head
    encoder: Encoder
    unsure_below: float  # confidence under which an intent is no better than a guess

    def read(self, text: str) -> Reading:
        """The intent of the whole message, and the best score of each situation over the whole and each sentence."""
        pieces = windows(text)
        if not pieces:
            return Reading()
        votes = self.vote(pieces)
        best = votes.max(axis=0)
        whole = votes[0] if len(pieces) == 1 else 0.5 * votes[0] + 0.5 * best
        top = int(np.argmax(whole))
        intent = self.intents[top] if whole[top] >= self.unsure_below else UNSURE
        return Reading(intent=intent, confidence=round(float(whole[top]), 3), situations=self._situations(best))

    def vote(self, texts: Sequence[str]) -> Floats:
        """Probabilities of each intent, shape (len(texts), intents): the mean of both halves."""
        meaning = self.by_meaning.probabilities(self.encoder.encode(texts))
        letters = self.by_letters.probabilities(self.ngrams.transform(texts))
        return (meaning + letters) / 2

    def _situations(self, scores: Floats) -> tuple[ScoredSituation, ...]:
        found: dict[str, float] = {}
        for intent, score in zip(self.intents, scores, strict=True):
            situation = self.situations.get(intent)
            if situation and score >= MIN_SCORE:
                found[situation] = max(found.get(situation, 0.0), float(score))
        ordered = sorted(found.items(), key=lambda item: -item[1])
        return tuple(ScoredSituation(situation, round(score, 3)) for situation, score in ordered)

    def save(self, path: Path) -> None:
        """Write everything but the encoder, which is a pinned package."""
        about = {
            "format": FORMAT,
            "intents": list(self.intents),
            "situations": dict(self.situations),
            "ngrams": self.ngrams.vocabulary,
            "unsure_below": self.unsure_below,
        }
        arrays: dict[str, Any] = {
            "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
            "idf": self.ngrams.idf,
            "meaning_weights": self.by_meaning.weights,
            "meaning_bias": self.by_meaning.bias,
            "letters_weights": self.by_letters.weights.astype(np.float16),
            "letters_bias": self.by_letters.bias,
        }
        np.savez(path, **arrays)

    @classmethod
    def load(cls, source: Path | IO[bytes], encoder: Encoder) -> Reader:
        """Read what `save` wrote. No pickle: a model file can carry numbers and names, never code."""
        with np.load(source, allow_pickle=False) as stored:
            about = json.loads(bytes(stored["about"]))
            if about["format"] != FORMAT:
                raise ValueError("The model was trained by another version. Cure: run `bot train`.")
            return cls(
                intents=tuple(about["intents"]),
                situations=about["situations"],
                ngrams=NGrams(vocabulary=about["ngrams"], idf=stored["idf"]),
                by_meaning=Head(stored["meaning_weights"], stored["meaning_bias"]),
                by_letters=Head(stored["letters_weights"].astype(np.float32), stored["letters_bias"]),
                encoder=encoder,
                unsure_below=about["unsure_below"],
            )
