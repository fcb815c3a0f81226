"""Sentences become unit vectors, the same alone as in company, bent towards how young people write."""

from __future__ import annotations

import numpy as np
import pytest

from bot.understanding.encoder import BATCH, DIMENSIONS, MAX_TOKENS, MiniLM, shared_encoder
from bot.understanding.weights import MINILM, find_adapter

TEXTS = ["hi", "he said hell leak my pics unless i pay", "", "ok " * 300, "ça va 😭", "日本語", "x" * 500, "\u2060/restart"]


@pytest.fixture(scope="module")
def encoder() -> MiniLM:
    return shared_encoder()


def test_every_text_becomes_a_unit_vector(encoder: MiniLM) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(encoder: MiniLM) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_more_texts_than_a_batch_come_back_in_their_order(encoder: MiniLM) -> None:
    texts = [f"{'very ' * (number % 7)}long message number {number}" for number in range(BATCH + 5)]
    vectors = encoder.encode(texts)
    for number in (0, 6, BATCH - 1, BATCH, BATCH + 4):
        np.testing.assert_allclose(vectors[number], encoder.encode([texts[number]])[0], atol=1e-5)


def test_short_texts_are_not_padded(encoder: MiniLM) -> None:
    """The packaged tokenizer pads to 128 tokens: four times the work for most of what people write."""
    (encoding,) = encoder._tokenizer.encode_batch(["hi"])
    assert len(encoding.ids) == 3


def test_a_text_that_is_too_long_is_cut_and_not_refused(encoder: MiniLM) -> None:
    (encoding,) = encoder._tokenizer.encode_batch(["word " * 1000])
    assert len(encoding.ids) == MAX_TOKENS


def test_nothing_gives_no_vectors(encoder: MiniLM) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("he wants money or he posts my pics", "she says pay me or ill share your photos", "what time is the match"),
        ("my dad will be so angry", "im scared of what my parents will say", "can you help with my maths"),
    ],
)
def test_what_means_the_same_is_nearer(encoder: MiniLM, text: str, near: str, far: str) -> None:
    mine, nearby, distant = encoder.encode([text, near, far])
    assert mine @ nearby > mine @ distant + 0.2


def test_the_adapter_bends_every_vector_a_little(encoder: MiniLM) -> None:
    texts = ["he said hell leak my pics unless i pay", "hey can u help", "what time is the match"]
    published = MiniLM(MINILM.find()).encode(texts)
    likeness = (encoder.encode(texts) * published).sum(axis=1)
    assert (likeness < 0.999).all()
    assert (likeness > 0.3).all()


def test_another_encoder_with_the_same_adapter_is_the_same(encoder: MiniLM) -> None:
    again = MiniLM(MINILM.find(), find_adapter())
    np.testing.assert_allclose(again.encode(TEXTS[:2]), encoder.encode(TEXTS[:2]), atol=1e-5)
