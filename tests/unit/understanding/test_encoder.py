"""Sentences become unit vectors, the same alone as in company, bent towards how young people write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnxruntime
import pytest

from bot.understanding import eight_bits
from bot.understanding.encoder import MiniLM, shared_encoder
from bot.understanding.session import DIMENSIONS, MAX_TOKENS
from bot.understanding.weights import MINILM, NEAR_GRAPH, NEAR_MATRICES

TEXTS = ["hi", "he said hell leak my pics unless i pay", "", "ok " * 300, "ça va 😭", "日本語", "x" * 500, "\u2060/restart"]


@pytest.fixture(scope="module")
def encoder() -> MiniLM:
    return shared_encoder()


def published(matrices: Mapping[str, np.ndarray], texts: Sequence[str]) -> np.ndarray:
    """Unit vectors by the published graph, whose numbers have 32 bits, with these matrices in place of its own."""
    options = onnxruntime.SessionOptions()
    given = [(name, onnxruntime.OrtValue.ortvalue_from_numpy(matrix)) for name, matrix in matrices.items()]
    for name, value in given:
        options.add_initializer(name, value)
    session = onnxruntime.InferenceSession(str(MINILM.find() / "onnx/model.onnx"), options, providers=["CPUExecutionProvider"])
    found = []
    for text in texts:
        ids = np.array([shared_encoder()._tokenizer.encode(text).ids])
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        found.append(session.run(None, feed)[0][0].mean(axis=0))
    return np.array([vector / np.linalg.norm(vector) for vector in found])


def test_every_text_becomes_a_unit_vector(encoder: MiniLM) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_in_any_company_to_the_bit(encoder: MiniLM) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)


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
    assert mine @ nearby > mine @ distant + 0.1


def test_what_was_learned_bends_every_vector_a_little(encoder: MiniLM) -> None:
    texts = ["he said hell leak my pics unless i pay", "hey can u help", "what time is the match"]
    likeness = (encoder.encode(texts) * published({}, texts)).sum(axis=1)
    assert (likeness < 0.999).all()
    assert (likeness > 0.2).all()


def test_another_encoder_with_the_same_matrices_is_the_same(encoder: MiniLM) -> None:
    again = MiniLM(MINILM.find(), NEAR_GRAPH.find(), eight_bits.load(NEAR_MATRICES.find()))
    np.testing.assert_array_equal(again.encode(TEXTS), encoder.encode(TEXTS))


def test_eight_bits_say_nearly_what_the_published_graph_says_with_the_same_matrices(encoder: MiniLM) -> None:
    exact = published(eight_bits.in_full(eight_bits.load(NEAR_MATRICES.find())), TEXTS)
    assert ((encoder.encode(TEXTS) * exact).sum(axis=1) > 0.97).all()
