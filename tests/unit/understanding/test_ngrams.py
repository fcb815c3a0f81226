"""Letters and words in a row: unit rows, kind to typos, know phrases, and rare ones are not learned by heart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.ngrams import LENGTHS, NGrams
from tests.unit.understanding.examples import EXAMPLES

TEXTS = [text for text, _ in EXAMPLES]


@pytest.fixture(scope="module")
def ngrams() -> NGrams:
    return NGrams.fit(TEXTS)


def norms(ngrams: NGrams, texts: list[str]) -> np.ndarray:
    rows = ngrams.transform(texts)
    return np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())


def alike(ngrams: NGrams, one: str, other: str) -> float:
    rows = ngrams.transform([one, other]).toarray()
    return float(rows[0] @ rows[1])


def test_texts_become_unit_rows(ngrams: NGrams) -> None:
    long = [text for text in TEXTS if len(text.split()) >= 9] + [" ".join(TEXTS)]
    np.testing.assert_allclose(norms(ngrams, long), 1.0, atol=1e-5)


def test_a_text_of_few_words_says_less(ngrams: NGrams) -> None:
    one, two, all_of_them = norms(ngrams, ["he", "he says", "he says he will leak the pics of me"])
    assert 0 < one < two < all_of_them <= 1.00001


@given(st.text())
def test_no_text_becomes_more_than_a_unit_row(text: str) -> None:
    ngrams = NGrams.fit(["he will leak it", "he will leak them", "will he leak it"])
    (norm,) = norms(ngrams, [text])
    assert 0.0 <= norm <= 1.00001


def test_a_text_of_unknown_letters_is_an_empty_row_and_no_error(ngrams: NGrams) -> None:
    rows = ngrams.transform(["日本語", "", TEXTS[0]])
    assert list(np.diff(rows.indptr) > 0) == [False, False, True]
    assert np.isfinite(rows.data).all()


@pytest.mark.parametrize(("right", "typo"), [("should i pay him", "shud i pay hm"), ("leak my pics", "leek my picz")])
def test_a_typo_stays_near(ngrams: NGrams, right: str, typo: str) -> None:
    assert alike(ngrams, right, typo) > 0.4
    assert alike(ngrams, right, typo) > alike(ngrams, right, "good morning") + 0.3


def test_a_text_is_weighed_the_same_alone_and_among_others(ngrams: NGrams, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*TEXTS[:20], "", "日本語", TEXTS[0] * 3]
    together = ngrams.transform(texts).toarray()
    np.testing.assert_allclose(together, np.vstack([ngrams.transform([text]).toarray() for text in texts]), atol=1e-6)
    monkeypatch.setattr("bot.understanding.ngrams.BLOCK", 7)
    np.testing.assert_allclose(together, ngrams.transform(texts).toarray(), atol=1e-6)


def test_capitals_mean_nothing(ngrams: NGrams) -> None:
    assert alike(ngrams, "SHOULD I PAY", "should i pay") == pytest.approx(1.0, abs=1e-5)


def test_repeats_count_by_their_logarithm(ngrams: NGrams) -> None:
    assert alike(ngrams, "he says pay pay pay pay pay or leak", "he says pay or leak") > 0.8


def test_the_vocabulary_leaves_out_what_only_one_example_says(ngrams: NGrams) -> None:
    with_rare = NGrams.fit([*TEXTS, "xylophone zebra", "xylophone zebra"])
    assert "xy" not in with_rare.vocabulary
    letters = [gram for gram in ngrams.vocabulary if not gram.startswith("\n")]
    assert all(LENGTHS[0] <= len(gram) <= LENGTHS[1] for gram in letters)
    assert len(set(ngrams.vocabulary)) == len(ngrams.vocabulary) == len(ngrams.idf)


def test_the_more_examples_use_a_gram_the_less_it_weighs(ngrams: NGrams) -> None:
    weight = dict(zip(ngrams.vocabulary, ngrams.idf, strict=True))
    used = {gram: sum(gram in text for text in TEXTS) for gram in ("he", "pay", "leak")}
    assert used["he"] > used["pay"] > used["leak"]
    assert 1.0 <= weight["he"] < weight["pay"] < weight["leak"]


def test_up_to_three_words_in_a_row_are_known_beside_the_letters() -> None:
    ngrams = NGrams.fit(["do not tell my mum"] * 3)
    words = [gram[1:] for gram in ngrams.vocabulary if gram.startswith("\n")]
    assert {"tell", "tell my", "tell my mum"} < set(words)
    assert not {"my tell", "do not tell my"} & set(words)


def test_the_same_words_in_another_order_are_less_alike() -> None:
    ngrams = NGrams.fit(["he tells my mum", "my mum tells him"] * 3)
    assert alike(ngrams, "he tells my mum", "my mum tells he") < alike(ngrams, "he tells my mum", "he tells my mum!") - 0.1


def test_only_the_letters_of_the_vocabularys_words_are_kept_in_memory() -> None:
    ngrams = NGrams.fit(["he tells my mum", "my mum tells him"] * 3)
    ngrams.transform(["tells tells", "mum zogtrel"])
    assert sorted(ngrams._spelled) == ["mum", "tells"]


@given(st.lists(st.sampled_from(["he", "tells", "my", "mum", "him", "nobody", "."]), max_size=12))
def test_every_row_of_words_in_the_vocabulary_is_found(words: list[str]) -> None:
    ngrams = NGrams.fit(["he tells my mum", "my mum tells him"] * 3)
    said = [word for word in words if word != "."]
    rows = {" ".join(said[n : n + length]) for length in (1, 2, 3) for n in range(len(said) - length + 1)}
    found = ngrams.transform([" ".join(words)])
    assert {gram[1:] for gram in np.array(ngrams.vocabulary)[found.indices] if gram[0] == "\n"} == {
        gram for gram in rows if "\n" + gram in ngrams.vocabulary
    }


def test_half_of_a_row_is_letters_and_half_is_words() -> None:
    ngrams = NGrams.fit(["he tells my mum", "my mum tells him"] * 3)
    words = np.array([gram.startswith("\n") for gram in ngrams.vocabulary])
    row = ngrams.transform(["he tells my mum"]).toarray()[0]
    assert float((row[words] ** 2).sum()) == pytest.approx(0.5, abs=1e-5)
    assert float((row[~words] ** 2).sum()) == pytest.approx(0.5, abs=1e-5)
