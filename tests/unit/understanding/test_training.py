"""Training: what was taught is read, the same lessons give the same model, and nothing is silently empty."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest

from bot.understanding.encoders import Encoders
from bot.understanding.examples import Example
from bot.understanding.lessons import Lessons
from bot.understanding.reader import COUNTS, Reader
from bot.understanding.training import ENGLISH_EVERY, _Read, train
from tests.unit.understanding.examples import LESSONS, SITUATIONS
from tests.unit.understanding.fakes import word_encoders

MANY = [Example(f"he wants {number} of them", ("A01",)) for number in range(400)]


@pytest.fixture(scope="module")
def small(encoders: Encoders) -> Reader:
    return train(LESSONS, encoders, unsure_below=0.5)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello there", "greet"),
        ("he says he will leak the pics of me", "report_threat_to_share"),
        ("do i have to pay him", "ask_if_i_should_pay"),
    ],
)
def test_what_was_taught_is_read(small: Reader, text: str, intent: str) -> None:
    found = small.read([text])
    assert found.intent == intent
    situations = {one.situation for one in found.pieces[0] if one.score >= COUNTS}
    assert situations == ({SITUATIONS[intent]} if intent in SITUATIONS else set())


def test_a_clear_greeting_before_it_hides_nothing(small: Reader) -> None:
    found = small.read(["hello there. he said he will leak my pics", "hello there.", "he said he will leak my pics"])
    assert "A01" in {one.situation for one in found.pieces[2] if one.score >= COUNTS}
    assert found.intent != "greet"


def test_two_situations_of_one_example_are_both_learned() -> None:
    both = [Example(example.text, ("A01", "G02")) for example in LESSONS.examples]
    found = train(replace(LESSONS, examples=both), word_encoders()).read([both[0].text])
    assert {one.situation for one in found.pieces[0] if one.score >= COUNTS} == {"A01", "G02"}


def test_the_nearest_example_is_one_of_the_lessons(small: Reader) -> None:
    best = small.read(["he says he will leak the pics of me"]).pieces[0][0]
    assert best.like in {example.text for example in LESSONS.examples if "A01" in example.situations}


def test_what_the_lessons_say_beside_the_examples_is_in_the_model(encoders: Encoders) -> None:
    lessons = replace(LESSONS, cuts={"A01": 0.3}, short_forms={"u": ["you"]}, pictures={"💀": "skull"})
    reader = train(lessons, word_encoders(), unsure_below=0.3)
    assert (reader.cuts, reader.urgent, reader.everyday) == ({"A01": 0.3}, LESSONS.urgent, LESSONS.everyday)
    assert reader.situation_of == SITUATIONS
    assert reader.unsure_below == 0.3
    assert reader.wording.plain("u 💀") == "you skull"


def test_the_same_lessons_give_the_same_model() -> None:
    one, other = train(LESSONS, word_encoders()), train(LESSONS, word_encoders())
    assert one.intents == other.intents
    assert one.ngrams.vocabulary == other.ngrams.vocabulary
    for question in ("asks", "tells"):
        for voter in ("near", "wide", "letters"):
            mine, theirs = getattr(getattr(one, question), voter), getattr(getattr(other, question), voter)
            np.testing.assert_array_equal(mine.weights, theirs.weights)
            np.testing.assert_array_equal(mine.bias, theirs.bias)


def test_every_text_is_encoded_once_and_keeps_its_vector() -> None:
    encoders = word_encoders()
    reader = train(LESSONS, encoders)
    texts = {text for text, _ in LESSONS.intents} | {example.text for example in LESSONS.examples}
    assert sorted(encoders.near.heard) == sorted(texts)
    assert len(encoders.wide.heard) == len(set(encoders.wide.heard))
    nearest, _ = reader.neighbours.nearest(encoders.near.encode(["pay"]))
    assert reader.neighbours.like(nearest[0], "G02").count("pay") == 1


def test_of_what_an_encoder_has_read_each_text_gets_its_own_vector() -> None:
    which = np.array([True, False, True, True, False, True])
    read = _Read(np.flatnonzero(which)[:, np.newaxis].astype(np.float32), which)  # each vector is the number of its text
    np.testing.assert_array_equal(read.at(np.array([5, 0, 3, 3, 2]))[:, 0], [5, 0, 3, 3, 2])


def test_the_encoder_of_all_languages_learns_from_a_share_of_english() -> None:
    encoders = word_encoders()
    train(replace(LESSONS, examples=MANY), encoders)
    heard = len({example.text for example in MANY} & set(encoders.wide.heard))
    assert heard / len(MANY) == pytest.approx(1 / ENGLISH_EVERY, abs=0.1)


def test_it_learns_from_the_first_text_of_each_intent_and_situation() -> None:
    encoders = word_encoders()
    train(LESSONS, encoders)
    first = {intent: text for text, intent in reversed(LESSONS.intents)}
    first |= {label: example.text for example in reversed(LESSONS.examples) for label in example.situations}
    assert set(first.values()) <= set(encoders.wide.heard)


def test_a_new_text_in_front_takes_no_other_from_it() -> None:
    before, after = word_encoders(), word_encoders()
    train(replace(LESSONS, examples=[*LESSONS.examples, *MANY]), before)
    train(replace(LESSONS, examples=[*LESSONS.examples, Example("he wants more", ("A01",)), *MANY]), after)
    assert set(after.wide.heard) - {"he wants more"} == set(before.wide.heard)


def test_an_answer_that_tells_no_situation_is_learned_as_one_that_tells_none() -> None:
    lessons = replace(LESSONS, examples=[*LESSONS.examples, Example("HELLO", ("L01",))])
    reader = train(lessons, word_encoders())
    assert "hi" in reader.neighbours.texts
    assert "hello" not in reader.neighbours.texts, "where the same text is an example with a situation, that one counts"


def test_what_is_being_done_is_said() -> None:
    said: list[str] = []
    train(LESSONS, word_encoders(), say=said.append)
    assert said[0].startswith("Encoding")
    assert said[-1] == "Learning intents and situations"
    assert any(line.endswith(f"of {line.split()[-1]}") for line in said)


def test_training_on_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no examples"):
        train(Lessons([], {}, LESSONS.examples), word_encoders())


def test_training_warns_about_nothing() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        train(LESSONS, word_encoders())
    assert heard == []


def test_the_exact_encoder_never_learns_from_another_language_and_letters_learn_to_tell_it() -> None:
    told = [Example(f"le {verb} dinero {word}", ("G02",)) for verb in ("doy", "mando", "debo") for word in ("tio", "wey", "pibe")]
    foreign = frozenset(example.text for example in told)
    encoders = word_encoders()
    reader = train(replace(LESSONS, examples=[*LESSONS.examples, *told], foreign=foreign), encoders)
    assert not foreign.intersection(encoders.near.heard)
    assert foreign <= set(encoders.wide.heard)
    assert not foreign.intersection(reader.neighbours.texts)
    assert reader.foreign
    english, spanish = reader.foreign.probabilities(reader.ngrams.transform(["he wants my money", "le mando dinero pibe"]))[:, 0]
    assert spanish > english


def test_without_another_language_everything_is_read_as_english() -> None:
    assert train(LESSONS, word_encoders()).foreign is None


def test_a_situation_that_every_example_tells_is_told_of_every_text() -> None:
    told = [Example(f"{example.text} now", ("L01",)) for example in LESSONS.examples]
    known = {intent: "L01" for _, intent in LESSONS.intents}
    reader = train(replace(LESSONS, situation_of=known, examples=told), word_encoders())
    assert reader.tells.letters.probabilities(reader.ngrams.transform(["anything"]))[0].tolist() == pytest.approx(
        [1.0], abs=0.001
    )
