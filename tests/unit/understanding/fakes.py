"""Encoders and classifiers that know a few words by heart, and remember what they were given to read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.understanding.encoders import Encoders
from bot.understanding.heads import Head, Heads, Output
from bot.understanding.neighbours import Neighbours
from bot.understanding.ngrams import NGrams
from bot.understanding.reader import Reader
from bot.understanding.session import Vectors
from bot.understanding.wording import Wording

WORDS = ("pics", "pay", "die", "hello")
SITUATIONS = ("A01", "B01", "H02", "L01")  # one for each word
INTENTS = ("report_threat", "report_demand", "express_thoughts", "greet")
TEXTS = ["he has my pics", "pay up", "i could die", "hello you"]
SURE, DOUBT = 5.0, -2.5  # of a classifier, with and without its word


class WordEncoder:
    """One number for each word: whether it is in the text."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.heard.extend(texts)
        found = [[float(word in text.casefold()) for word in WORDS] for text in texts]
        return np.array(found, dtype=np.float32).reshape(len(texts), len(WORDS))


class Letters(NGrams):
    """Letters that remember what was read by them."""

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        self.__dict__.setdefault("heard", []).extend(texts)
        return super().transform(texts)

    def _length(self, *_: object) -> float:
        """They know so few letters that every text would be a short one."""
        return 0.0


def word_encoders() -> Encoders:
    return Encoders(WordEncoder(), WordEncoder())


def word_letters() -> Letters:
    """Knows the first two letters of each word."""
    return Letters(vocabulary=[word[:2] for word in WORDS], idf=np.ones(len(WORDS), dtype=np.float32))


def word_heads(output: Output) -> Heads:
    """Each word is a clear sign of its own label, to each voter."""
    eye, bias = np.eye(len(WORDS), dtype=np.float32) * SURE, np.full(len(WORDS), DOUBT, dtype=np.float32)
    return Heads(near=Head(eye, bias, output), wide=Head(eye, bias, output), letters=Head(eye, bias, output))


def word_neighbours() -> Neighbours:
    """One example for each word."""
    return Neighbours.of(TEXTS, np.eye(len(WORDS), dtype=np.float32), [(situation,) for situation in SITUATIONS])


def word_reader(**changes: object) -> Reader:
    """A whole reader of four words, for tests that need to know what will be read."""
    parts = {
        "intents": INTENTS,
        "situation_of": dict(zip(INTENTS, SITUATIONS, strict=True)),
        "situations": SITUATIONS,
        "urgent": frozenset({"H02"}),
        "everyday": frozenset({"L01"}),
        "cuts": {},
        "wording": Wording.learn([*TEXTS, "dying"], {"dy": ["die"]}, {"💀": "skull"}),
        "ngrams": word_letters(),
        "asks": word_heads("one_of"),
        "tells": word_heads("each"),
        "neighbours": word_neighbours(),
        "encoders": word_encoders(),
        "unsure_below": 0.0,
    }
    return Reader(**{**parts, **changes})
