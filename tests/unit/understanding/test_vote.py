"""The vote: nothing goes unread by its letters, and what costs more reads the most telling within its budget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.heads import LETTERS_TELL_BESIDE_NEAR, NEIGHBOURS_SHARE, WIDE_TELLS_BESIDE_NEAR, Head, Heads
from bot.understanding.neighbours import Neighbours
from bot.understanding.vote import BUDGET, DOUBTED, UNREAD, Voters, Votes
from tests.unit.understanding.fakes import SITUATIONS, SURE, WORDS, word_encoders, word_heads, word_letters, word_neighbours

GRAVE = np.array([n for n, name in enumerate(SITUATIONS) if name != "L01"])
URGENT = np.array([SITUATIONS.index("H02")])

# By its letters, what holds "hello" is in another language.
FOREIGN = Head(np.array([[0.0], [0.0], [0.0], [SURE * 2]], dtype=np.float32), np.array([-SURE], dtype=np.float32), "each")


def voters(grave: np.ndarray = GRAVE, foreign: Head | None = None) -> Voters:
    return Voters(
        word_encoders(),
        word_letters(),
        word_heads("one_of"),
        word_heads("each"),
        grave,
        URGENT,
        word_neighbours(),
        SITUATIONS,
        foreign,
    )


def heard(by: Voters) -> tuple[list[str], list[str], list[str]]:
    """What the letters, the encoder of all languages and the exact one have read."""
    return by.ngrams.heard, by.encoders.wide.heard, by.encoders.near.heard


def total(texts: list[str]) -> int:
    return sum(map(len, texts))


filler = st.integers(1, 400).map(lambda length: "x" * length)
views = st.lists(st.builds(lambda word, rest: f"{word} {rest}", st.sampled_from(["", *WORDS]), filler), min_size=1, max_size=40)


@given(views)
def test_every_view_is_read_by_its_letters_and_the_encoders_stay_within_their_budgets(views: list[str]) -> None:
    by = voters(foreign=FOREIGN)
    by.vote(views)
    letters, wide, near = heard(by)
    assert letters == views
    far = [view for view in wide if view not in near]
    assert near or far
    assert set(near) | set(wide) <= set(views)
    assert total(near) <= BUDGET or len(near) == 1
    assert total(far) <= BUDGET or len(far) == 1


@given(views)
def test_each_view_has_a_vote_of_sound_numbers(views: list[str]) -> None:
    votes = voters().vote(views)
    assert votes.intents.shape == votes.situations.shape == (len(views), len(WORDS))
    assert len(votes.nearest) == len(views)
    np.testing.assert_allclose(votes.intents.sum(axis=1), 1.0, atol=1e-5)
    assert ((votes.situations > 0) & (votes.situations < 1)).all()


def test_a_short_message_is_read_by_its_letters_and_the_encoders_that_know_its_language() -> None:
    by = voters(foreign=FOREIGN)
    by.vote(["my pics", "pay up", "hello pay"])
    assert heard(by) == (["my pics", "pay up", "hello pay"], ["hello pay", "my pics", "pay up"], ["my pics", "pay up"])


def with_urgency(told: float) -> Voters:
    """Voters of whom each is so sure that anything tells of wishing to die, whatever its words, and of nothing else."""
    sure = Head(np.zeros((4, 4), dtype=np.float32), np.full(4, -SURE, dtype=np.float32), "each")
    sure.bias[URGENT] = np.log(told / (1 - told))
    return replace(voters(), tells=Heads(sure, sure, sure), neighbours=Neighbours.of([], np.eye(4, dtype=np.float32)[:0], []))


@pytest.mark.parametrize(("told", "asked"), [(0.06, False), (0.08, True), (0.5, True), (0.7, True), (0.9, False)])
def test_only_in_doubt_about_something_urgent_the_encoder_of_many_languages_is_asked_about_english(
    told: float, asked: bool
) -> None:
    by = with_urgency(told)
    silent = NEIGHBOURS_SHARE * (1 - LETTERS_TELL_BESIDE_NEAR)  # the neighbours, of whom there are none here
    alone = told * (1 - silent)
    assert (DOUBTED[0] < alone < DOUBTED[1]) is asked
    votes = by.vote(["some words"])
    assert (by.encoders.wide.heard == ["some words"]) is asked
    share = WIDE_TELLS_BESIDE_NEAR if asked else 0.0
    assert votes.situations[0, URGENT[0]] == pytest.approx((1 - share) * alone + share * told, abs=1e-5)


def test_of_several_views_it_is_asked_about_the_doubtful_ones_only() -> None:
    by = voters()
    by.vote(["hello die", "i could die", "pay up"])
    assert by.encoders.near.heard == ["hello die", "i could die", "pay up"]
    assert by.encoders.wide.heard == ["pay up"], "what surely tells of dying is in no doubt"


@pytest.mark.parametrize("length", [BUDGET + 1, 4000])
@pytest.mark.parametrize(("word", "encoder"), [("hello", 1), ("", 2)])
def test_one_view_is_read_by_its_encoder_however_long_it_is(length: int, word: str, encoder: int) -> None:
    by, text = voters(foreign=FOREIGN), word + "x" * length
    by.vote([text])
    assert heard(by)[encoder] == [text]


@pytest.mark.parametrize(("word", "encoder"), [("hello", 1), ("", 2)])
def test_of_a_long_message_the_encoder_reads_what_is_most_telling_by_its_letters(word: str, encoder: int) -> None:
    by = voters(foreign=FOREIGN)
    calm = [f"{word}{'we had chips ' * 20}{n}" for n in range(20)]
    by.vote([*calm, f"{word} i could die", *calm])
    assert f"{word} i could die" in heard(by)[encoder]
    assert len(heard(by)[encoder]) < len(calm)


def test_everyday_talk_is_not_telling_however_clear_it_is() -> None:
    by = voters()
    by.vote([*["hello hello " * 20] * 9, "i could die " * 20])
    assert heard(by)[2] == ["i could die " * 20]


def test_where_all_talk_is_everyday_some_of_it_is_read() -> None:
    by = voters(np.array([], dtype=np.int64))
    by.vote(["hello " * 60] * 9)
    assert len(heard(by)[2]) == 1


def test_what_the_exact_encoder_did_not_read_is_near_to_nothing() -> None:
    votes: Votes = voters().vote(["i could die", *["hello " * 60] * 9])
    assert (votes.nearest[0] != UNREAD).all()
    assert (votes.nearest[1:] == UNREAD).all()


def test_each_view_keeps_its_own_vote_whoever_read_it() -> None:
    texts = [*["hello " * 60] * 5, "i could die", *["pay " * 60] * 5, "he has my pics"]
    told = voters().vote(texts).situations.argmax(axis=1)
    assert [SITUATIONS[n] for n in told] == ["L01"] * 5 + ["H02"] + ["B01"] * 5 + ["A01"]


def test_the_vote_is_the_same_in_the_company_of_others() -> None:
    alone, together = voters().vote(["i could die"]), voters().vote(["pay up", "i could die", "hello"])
    np.testing.assert_allclose(together.situations[1], alone.situations[0], atol=1e-6)
    np.testing.assert_allclose(together.intents[1], alone.intents[0], atol=1e-6)


def test_what_is_in_another_language_is_not_read_by_the_encoder_that_cannot() -> None:
    by = voters(foreign=FOREIGN)
    votes = by.vote(["pay up", "hello die"])
    assert heard(by) == (["pay up", "hello die"], ["hello die", "pay up"], ["pay up"])
    assert (votes.nearest[1] == UNREAD).all()
    assert SITUATIONS[int(votes.situations[1].argmax())] in {"H02", "L01"}


def test_a_message_in_another_language_alone_is_read_without_that_encoder() -> None:
    by = voters(foreign=FOREIGN)
    votes = by.vote(["hello pay"])
    assert heard(by)[2] == []
    assert votes.intents.shape == (1, len(WORDS))


@given(views)
def test_votes_in_any_languages_are_sound_numbers(views: list[str]) -> None:
    votes = voters(foreign=FOREIGN).vote(views)
    np.testing.assert_allclose(votes.intents.sum(axis=1), 1.0, atol=1e-5)
    assert ((votes.situations > 0) & (votes.situations <= 1)).all()
