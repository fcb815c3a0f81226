"""The reader: total for any text, a reading for each piece, and never an intent it is not sure of."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from bot.safety.assessment import Read, Reading
from bot.understanding.reader import CERTAIN, COUNTS, MIN_SCORE, UNSURE, URGENT, Reader, as_scores
from bot.understanding.vote import UNREAD, Votes
from tests.examples import examples
from tests.unit.understanding.fakes import INTENTS, SITUATIONS, WORDS, word_reader

SMALL = word_reader()


def score(reader: Reader, text: str, situation: str) -> float:
    return next((one.score for one in reader.read([text]).pieces[0] if one.situation == situation), 0.0)


def check(reader: Reader, texts: list[str]) -> None:
    """What holds for every reading."""
    found = reader.read(texts)
    assert found.intent in {None, UNSURE, *reader.intents}
    assert 0.0 <= found.confidence <= 1.0
    assert len(found.pieces) == len(found.urgency) == len(found.gravity) == len(texts)
    assert all(0.0 <= urgency <= CERTAIN for urgency in found.urgency)
    assert all(0.0 <= gravity <= 1.0 for gravity in found.gravity)
    for piece in found.pieces:
        scores = [one.score for one in piece]
        assert scores == sorted(scores, reverse=True)
        assert all(MIN_SCORE <= score <= CERTAIN for score in scores)
        assert len({one.situation for one in piece}) == len(piece)
        assert all(one.situation in reader.situations for one in piece)


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_texts_give_one_reading_each_with_sound_numbers(texts: list[str]) -> None:
    check(SMALL, texts)


@given(st.text(max_size=80))
@runs(max_examples=examples(40), deadline=None)
def test_so_does_the_trained_model(reader: Reader, text: str) -> None:
    check(reader, [text, text[:20], ""])


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000"])
def test_an_empty_text_reads_as_nothing(text: str) -> None:
    assert SMALL.read([text]) == Reading(None, 0.0, ((),), (0.0,), (0.0,))


def test_no_texts_give_no_readings() -> None:
    assert SMALL.read([]) == Reading()


def test_an_empty_piece_keeps_its_place_between_others() -> None:
    found = SMALL.read(["he has my pics. i could die", "he has my pics", "  ", "i could die"])
    assert [piece[0].situation if piece else None for piece in found.pieces[1:]] == ["A01", None, "H02"]


def test_each_piece_is_read_for_itself() -> None:
    found = SMALL.read(["he has my pics. pay up", "he has my pics", "pay up"])
    assert [{one.situation for one in piece if one.score >= COUNTS} for piece in found.pieces] == [
        {"A01", "B01"},
        {"A01"},
        {"B01"},
    ]


def test_what_is_found_in_one_window_of_a_long_text_is_found_in_the_text() -> None:
    long = "we had some chips and went home again " * 40
    assert score(SMALL, f"{long} i could die {long}", "H02") >= COUNTS
    assert score(SMALL, long, "H02") < COUNTS


def test_what_is_said_in_slang_is_read_in_plain_words_too() -> None:
    assert score(SMALL, "i could dy", "H02") >= COUNTS
    assert score(word_reader(wording=SMALL.wording.learn([], {}, {})), "i could dy", "H02") < COUNTS


# Cuts


def test_a_probability_at_its_cut_counts_and_one_below_it_does_not() -> None:
    probability = score(SMALL, "i could die", "H02")
    found = score(word_reader(cuts={"H02": probability}), "i could die", "H02")
    assert found == pytest.approx(COUNTS, abs=0.01)  # the probability is told in three digits
    assert score(word_reader(cuts={"H02": probability + 0.02}), "i could die", "H02") < COUNTS
    assert score(word_reader(cuts={"H02": probability - 0.02}), "i could die", "H02") > COUNTS


@given(st.floats(0.05, 0.95), st.lists(st.floats(0, 1), min_size=2, max_size=5).map(sorted))
def test_a_cut_moves_scores_and_never_swaps_them(cut: float, probabilities: list[float]) -> None:
    scores = as_scores(np.array(probabilities), cut).tolist()
    assert scores == sorted(scores)
    assert all(0.0 <= score <= CERTAIN for score in scores)


@pytest.mark.parametrize(("probability", "told"), [(0.0, 0.0), (1.0, CERTAIN), (0.3, COUNTS)])
def test_nothing_stays_nothing_and_only_a_rule_is_ever_certain(probability: float, told: float) -> None:
    assert as_scores(probability, 0.3) == pytest.approx(told)


# Nearest example


def test_a_situation_that_counts_comes_with_its_nearest_example() -> None:
    best, *others = SMALL.read(["i could die"]).pieces[0]
    assert best == Read("H02", best.score, "i could die")
    assert all(one.like == "" for one in others)


def test_what_only_the_letters_read_has_no_nearest_example() -> None:
    calm = "hello " * 60
    pieces = [calm, *[f"{calm}{n}" for n in range(8)], "die " * 90]
    found = word_reader(cuts={"L01": 0.2}).read(pieces)
    unread = [one for piece in found.pieces[:-1] for one in piece if one.situation == "L01"]
    assert all(one.score >= COUNTS for one in unread)
    assert "" in {one.like for one in unread}


# Intents


@pytest.mark.parametrize(("text", "intent"), [*zip(["he has my pics", "pay up", "i could die", "hello"], INTENTS, strict=True)])
def test_the_intent_of_a_text_is_read(text: str, intent: str) -> None:
    assert SMALL.read([text]).intent == intent


@pytest.mark.parametrize(
    ("greeting", "rest"),
    [
        ("hello there.", "he has a video and he is going to put it on my school page tonight i think"),
        ("good morning.", "so i have to give him a gift card or else, what do you think i should do about it"),
        ("hey hey hey.", "i dont want to be here any more"),
    ],
)
def test_a_clear_greeting_does_not_decide_what_the_whole_message_is_about(reader: Reader, greeting: str, rest: str) -> None:
    assert reader.read([greeting]).intent == "greet"
    assert reader.read([f"{greeting} {rest}", greeting, rest]).intent != "greet"


def test_a_sentence_that_is_clear_by_itself_is_heard_in_the_intent_of_the_whole() -> None:
    alone = SMALL.read(["pay up"]).confidence
    diluted = SMALL.read(["hello pay pics"]).confidence
    with_pieces = SMALL.read(["hello pay pics", "pay up"])
    assert with_pieces.intent == "report_demand"
    assert diluted < with_pieces.confidence < alone


@pytest.mark.parametrize("text", ["hello", "qwfp", "he has my pics"])
def test_below_its_threshold_an_intent_is_called_unsure(text: str) -> None:
    certain = SMALL.read([text])
    assert certain.intent in INTENTS
    assert word_reader(unsure_below=certain.confidence).read([text]).intent == certain.intent
    assert word_reader(unsure_below=certain.confidence + 0.001).read([text]) == Reading(
        UNSURE, certain.confidence, certain.pieces, certain.urgency, certain.gravity
    )


# Urgency


def test_grave_talk_is_urgent_and_everyday_talk_is_not() -> None:
    found = SMALL.read(["i could die. hello", "i could die", "hello", "pay up"])
    assert found.urgency[1] > COUNTS > max(found.urgency[2:])


def test_everyday_talk_in_the_same_piece_bounds_urgency() -> None:
    alone, beside = SMALL.read(["i could die"]).urgency[0], SMALL.read(["hello could die"]).urgency[0]
    assert 0 < beside < alone


def test_plain_blackmail_in_the_same_piece_speaks_against_urgency_a_little() -> None:
    def urgency(**told: float) -> float:
        found = np.array([[told.get(name, 0.0) for name in SITUATIONS]], dtype=np.float32)
        votes = Votes(np.zeros((1, 4), dtype=np.float32), found, np.ones((1, 2), dtype=np.float32))
        return SMALL._urgency(found, SMALL._gravity(found), votes, [np.array([0])])[0]

    assert urgency(H02=0.3) > urgency(H02=0.3, A01=0.9) > 0
    assert urgency(H02=0.9, A01=1.0) > COUNTS
    assert urgency(H02=0.3, A01=0.9, L01=0.1) == urgency(H02=0.3, A01=0.9)


def test_several_that_are_each_too_faint_are_urgent_together() -> None:
    """Of three grave situations at 0.3 none counts, and a person is needed all the same."""
    one = word_reader(urgent=frozenset({"H02"}), everyday=frozenset())
    three = word_reader(urgent=frozenset({"A01", "B01", "H02"}), everyday=frozenset())
    assert three.read(["qwfp"]).urgency[0] > one.read(["qwfp"]).urgency[0]


def test_where_nothing_speaks_for_anything_nothing_is_urgent() -> None:
    assert SMALL.read(["qwfp"]).urgency[0] < COUNTS


def test_what_the_exact_encoder_has_not_read_needs_more_to_be_urgent() -> None:
    told = np.array([[0.25 if name == "H02" else 0.0 for name in SITUATIONS]], dtype=np.float32)
    read, unread = (Votes(np.zeros((1, 4), dtype=np.float32), told, np.full((1, 2), row)) for row in (1, UNREAD))
    row = [np.array([0])]
    read_so, unread_so = (SMALL._urgency(told, [1.0], votes, row)[0] for votes in (read, unread))
    assert read_so >= COUNTS > unread_so > 0


def test_gravity_lies_between_everyday_talk_and_what_is_grave_and_leaves_out_what_is_neither() -> None:
    def gravity(**told: float) -> float:
        return SMALL._gravity(np.array([[told.get(name, 0.0) for name in SITUATIONS]], dtype=np.float32))[0]

    assert gravity(H02=0.2, L01=0.6) == 0.25
    assert gravity(H02=0.2, L01=0.6, A01=0.9) == 0.25
    assert (gravity(L01=0.4), gravity(H02=0.4), gravity()) == (0.0, 1.0, 0.0)
    assert SMALL.read(["hello"]).gravity[0] < 0.2
    assert SMALL.read(["could die"]).gravity[0] > 0.8


def test_urgency_has_a_cut_of_its_own() -> None:
    urgency = SMALL.read(["i could die"]).urgency[0]
    assert word_reader(cuts={URGENT: 0.9}).read(["i could die"]).urgency[0] < urgency


def test_without_grave_situations_nothing_is_urgent() -> None:
    assert word_reader(urgent=frozenset()).read(["i could die"]).urgency == (0.0,)


# The trained model


def test_several_threads_read_the_same(reader: Reader) -> None:
    texts = [f"{word} and {other} again" for word in WORDS for other in WORDS]
    alone = [reader.read([text]) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: reader.read([text]), texts)) == alone


def test_four_thousand_characters_are_read(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = ["hey so this person i met says a lot.", "he said hes gonna send my pics to everyone!"] * 60
    text = " ".join(sentences)[:4000]
    started = time.perf_counter()
    found = reader.read([text, *sentences[:48]])
    took = (time.perf_counter() - started) * 1000
    assert any(one.situation == "A01" and one.score >= COUNTS for piece in found.pieces for one in piece)
    with capsys.disabled():
        print(f" [4,000 characters: {took:.0f} ms]", end="")
