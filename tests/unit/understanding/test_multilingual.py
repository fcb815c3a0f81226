"""The second encoder: unit vectors in many languages, the same alone as in company."""

from __future__ import annotations

import numpy as np
import pytest

from bot.understanding.encoders import Encoders
from bot.understanding.multilingual import DIMENSIONS, shared_multilingual

TEXTS = ["hi", "he said hell leak my pics unless i pay", "", "ok " * 300, "ça va 😭", "日本語", "x" * 500, "\u2060/restart"]


def test_every_text_becomes_a_unit_vector(encoders: Encoders) -> None:
    vectors = encoders.wide.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(encoders: Encoders) -> None:
    together = encoders.wide.encode(TEXTS)
    alone = np.concatenate([encoders.wide.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-3)


def test_nothing_gives_no_vectors(encoders: Encoders) -> None:
    assert encoders.wide.encode([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("i am scared he will send my photos to my family", "tengo miedo de que mande mis fotos a mi familia"),
        ("i am scared he will send my photos to my family", "j'ai peur qu'il envoie mes photos à ma famille"),
        ("i am scared he will send my photos to my family", "boję się że wyśle moje zdjęcia mojej rodzinie"),
        ("i do not want to live any more", "no quiero vivir más"),
        ("i do not want to live any more", "ich möchte nicht mehr leben"),
    ],
)
def test_the_same_thing_said_in_another_language_is_near(encoders: Encoders, english: str, other: str) -> None:
    mine, theirs, distant = encoders.wide.encode([english, other, "what time does the match start on saturday"])
    assert mine @ theirs > mine @ distant + 0.2


def test_a_process_has_one_of_them() -> None:
    assert shared_multilingual() is shared_multilingual()
