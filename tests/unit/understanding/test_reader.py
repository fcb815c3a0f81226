"""The reader: the same after a load, total for any text, and never an intent it is not sure of."""

from __future__ import annotations

import time
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from bot.safety.assessment import Reading
from bot.understanding.encoder import MiniLM
from bot.understanding.reader import MIN_SCORE, UNSURE, Reader
from bot.understanding.training import train
from bot.understanding.windows import windows
from tests.examples import examples
from tests.unit.understanding.examples import EXAMPLES, SITUATIONS

TEXTS = ["hello there", "hes gonna leak my pics. should i pay", "qwfp", "日本語", "x" * 900]


@pytest.fixture(scope="module")
def small(encoder: MiniLM) -> Reader:
    return train(EXAMPLES, SITUATIONS, encoder, unsure_below=0.6)


@pytest.mark.parametrize("text", TEXTS)
def test_a_saved_reader_reads_as_before(small: Reader, encoder: MiniLM, tmp_path: Path, text: str) -> None:
    small.save(tmp_path / "reader.npz")
    before, after = small.read(text), Reader.load(tmp_path / "reader.npz", encoder).read(text)
    assert after.intent == before.intent
    assert after.confidence == pytest.approx(before.confidence, abs=0.002)  # half precision on disk
    assert [one.id for one in after.situations] == [one.id for one in before.situations]


def test_a_saved_file_holds_no_code(small: Reader, tmp_path: Path) -> None:
    small.save(tmp_path / "reader.npz")
    with np.load(tmp_path / "reader.npz", allow_pickle=False) as stored:
        assert all(stored[name].dtype.kind in "fu" for name in stored.files)


def test_a_file_that_holds_code_is_refused(encoder: MiniLM, tmp_path: Path) -> None:
    np.savez(tmp_path / "reader.npz", about=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        Reader.load(tmp_path / "reader.npz", encoder)


def test_a_file_of_another_version_says_the_cure(small: Reader, encoder: MiniLM, tmp_path: Path) -> None:
    about = np.frombuffer(b'{"format": 99}', dtype=np.uint8)
    np.savez(tmp_path / "reader.npz", about=about)
    with pytest.raises(ValueError, match="bot train"):
        Reader.load(tmp_path / "reader.npz", encoder)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000"])
def test_an_empty_text_reads_as_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text) == Reading()


@given(st.text(max_size=80))
@runs(max_examples=examples(40), deadline=None)
def test_any_text_gives_a_reading_with_sound_numbers(reader: Reader, text: str) -> None:
    found = reader.read(text)
    assert found.intent in {None, UNSURE, *reader.intents}
    scores = [one.score for one in found.situations]
    assert scores == sorted(scores, reverse=True)
    assert all(MIN_SCORE - 0.001 <= score <= 1.0 for score in scores)
    assert len({one.id for one in found.situations}) == len(scores)


def test_the_votes_of_a_text_sum_to_one(reader: Reader) -> None:
    np.testing.assert_allclose(reader.vote(TEXTS).sum(axis=1), 1.0, atol=1e-4)


@pytest.mark.parametrize("text", ["hello there", "hes gonna leak my pics", "qwfp", "the dog ate it"])
def test_below_its_threshold_an_intent_is_called_unsure(small: Reader, text: str) -> None:
    certain = replace(small, unsure_below=0.0).read(text)
    assert certain.intent in small.intents
    expected = certain.intent if certain.confidence >= 0.6 else UNSURE
    assert small.read(text).intent == expected
    assert replace(small, unsure_below=1.01).read(text).intent == UNSURE


def test_a_situation_in_one_sentence_of_many_is_found(small: Reader) -> None:
    text = "hi. hello there. good morning. hey. he said he will leak my pics. hello. hiya. hi there"
    scores = {one.id: one.score for one in small.read(text).situations}
    assert scores["A01"] > 0.8


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello there. he has a video and he is going to put it on my school page tonight i think", "report_threat_to_share"),
        (
            "good morning. so i have to give him a gift card or else, what do you think i should do about it",
            "ask_if_i_should_pay",
        ),
    ],
)
def test_a_clear_greeting_does_not_decide_what_the_whole_message_is_about(small: Reader, text: str, intent: str) -> None:
    _, greeting, rest = small.vote(windows(text))
    assert greeting.max() > rest.max(), "the greeting alone is clearer than the rest"
    assert small.read(text).intent == intent


def test_two_situations_in_one_message_are_both_found(small: Reader) -> None:
    scores = {one.id: one.score for one in small.read("he said he will leak my pics. should i pay him").situations}
    assert min(scores["A01"], scores["G02"]) > 0.5


def test_the_same_examples_give_the_same_model(small: Reader, encoder: MiniLM) -> None:
    again = train(EXAMPLES, SITUATIONS, encoder, unsure_below=0.6)
    assert again.intents == small.intents
    assert again.ngrams.vocabulary == small.ngrams.vocabulary
    np.testing.assert_array_equal(again.by_meaning.weights, small.by_meaning.weights)
    np.testing.assert_array_equal(again.by_letters.weights, small.by_letters.weights)


def test_training_on_nothing_is_refused(encoder: MiniLM) -> None:
    with pytest.raises(ValueError, match="no examples"):
        train([], {}, encoder)


def test_training_warns_about_nothing(encoder: MiniLM) -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        train(EXAMPLES, SITUATIONS, encoder)
    assert heard == []


def test_four_thousand_characters_are_read(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    text = ("hey so this person i met says a lot. he will post the pics i sent! " * 60)[:4000]
    started = time.perf_counter()
    found = reader.read(text)
    took = (time.perf_counter() - started) * 1000
    assert found.situations
    with capsys.disabled():
        print(f" [4,000 characters: {took:.0f} ms]", end="")
