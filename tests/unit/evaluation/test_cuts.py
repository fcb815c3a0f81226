"""The cuts: each situation's by how well it is told apart, urgency's by the alarms that ordinary talk would raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.cuts import URGENT, Scored, choose_cuts
from bot.understanding import reader
from bot.understanding.reader import as_scores
from tests.unit.evaluation.sample import case

USUAL = 0.35


def scored(line: str, urgency: float = 0.0, certain: Sequence[str] = (), **probabilities: float) -> Scored:
    return Scored(case(line), frozenset(certain), {**probabilities, URGENT: urgency})


def of_which_the_whole(one: Scored, **probabilities: float) -> Scored:
    return replace(one, whole=probabilities)


def chosen(several: Sequence[Scored], backed: float = 0.3) -> dict[str, float]:
    return choose_cuts(several, {"A01": backed, "B01": backed, URGENT: backed}, as_scores)


def cut(several: Sequence[Scored], situation: str = "A01", backed: float = 0.3) -> float:
    return chosen(several, backed)[situation]


def test_every_situation_and_urgency_have_a_cut() -> None:
    assert set(chosen([scored("T2 A01")])) == {"A01", "B01", URGENT}


def test_a_situation_without_cases_stays_at_the_usual_cut() -> None:
    assert cut([scored("T2 A01", A01=0.9)], "B01") == USUAL
    assert chosen([]) == {"A01": USUAL, "B01": USUAL, URGENT: USUAL}


def test_where_any_cut_tells_them_apart_it_stays_at_the_usual_one() -> None:
    assert cut([scored("T2 A01", A01=0.9), scored("T4 L01", A01=0.05)]) == USUAL


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(0.3, 0.2), (0.15, 0.05), (0.5, 0.45), (0.78, 0.7)],
)
def test_a_cut_lies_between_what_is_meant_and_what_is_not(right: float, wrong: float) -> None:
    cases = [scored("T2 A01", A01=right)] * 20 + [scored("T4 L01", A01=wrong)] * 20
    assert wrong < cut(cases) <= right


def test_a_few_cases_do_not_pull_a_cut_far_away() -> None:
    """One of forty found more is not worth a cut at the far end."""
    cases = [scored("T2 A01", A01=0.6)] * 40 + [scored("T4 L01", A01=0.78)]
    assert cut(cases) == USUAL


def test_what_a_rule_found_for_certain_needs_no_cut() -> None:
    cases = [scored("T2 A01", A01=0.12, certain=["A01"])] * 5 + [scored("T4 L01", A01=0.2)] * 5
    assert cut(cases) > 0.2


def test_every_situation_of_a_case_counts_not_only_the_main_one() -> None:
    cases = [scored("T2 B01 A01", A01=0.2)] * 5 + [scored("T2 B01", A01=0.1)] * 5
    assert 0.1 < cut(cases) <= 0.2


def test_what_a_part_tells_and_the_whole_does_not_asks_for_no_higher_cut() -> None:
    right, wrong = scored("T2 A01", A01=0.6), scored("T4 L01", A01=0.5)
    assert cut([right, of_which_the_whole(wrong, A01=0.01)] * 20) == USUAL
    assert cut([right, of_which_the_whole(wrong, A01=0.3)] * 20) > 0.5
    assert cut([right, wrong] * 20) > 0.5


def test_what_the_whole_must_say_grows_with_the_cut() -> None:
    case_ = of_which_the_whole(scored("T2 A01", A01=0.8), A01=0.2)
    assert cut([case_] * 20, backed=0.5) <= 0.2
    assert cut([case_] * 20, backed=0.3) == USUAL


def test_what_calls_a_person_needs_no_whole() -> None:
    assert cut([of_which_the_whole(scored("T2 A01", A01=0.9))] * 20, backed=0.0) == USUAL


# Urgency


def ordinary(*urgencies: float) -> list[Scored]:
    return [scored("T4 L01", urgency) for urgency in urgencies]


def test_of_a_few_ordinary_cases_none_is_called_urgent() -> None:
    assert 0.5 < cut(ordinary(0.5, 0.2, 0.1), URGENT) <= 0.53


def test_of_many_a_few_in_a_thousand_may_be() -> None:
    assert cut(ordinary(*[0.7] * 12, *[0.2] * 988), URGENT) <= 0.225
    assert cut(ordinary(*[0.7] * 13, *[0.2] * 987), URGENT) > 0.7


def test_idioms_and_situations_do_not_move_it() -> None:
    others = [scored("T4 H09", 0.79), scored("T2 A01", 0.79)]
    assert cut([*ordinary(0.2), *others], URGENT) == cut(ordinary(0.2), URGENT)


def test_a_part_that_is_urgent_in_a_message_that_is_not_calls_nobody() -> None:
    at_ease = [of_which_the_whole(one, **{URGENT: 0.01}) for one in ordinary(0.7, 0.7)]
    assert cut([*at_ease, *ordinary(0.2)], URGENT) == cut(ordinary(0.2), URGENT)
    assert cut([*ordinary(0.7, 0.7), *ordinary(0.2)], URGENT) > 0.7


def test_where_ordinary_talk_is_called_urgent_at_every_cut_the_highest_is_taken() -> None:
    assert cut(ordinary(0.99, 0.99), URGENT) == 0.8


probabilities = st.floats(0, 1)
many = st.lists(
    st.builds(
        lambda line, urgency, first, second: scored(line, urgency, A01=first, B01=second),
        st.sampled_from(["T2 A01", "T2 B01 A01", "T4 L01", "T4 H09"]),
        probabilities,
        probabilities,
        probabilities,
    ),
    max_size=30,
)


@given(many)
def test_any_cases_give_cuts_that_are_probabilities_whatever_their_order(cases: list[Scored]) -> None:
    cuts = chosen(cases)
    assert all(0.1 <= cut <= 0.8 for cut in cuts.values())
    assert chosen(cases[::-1]) == cuts


def test_urgencys_name_is_the_one_that_the_reader_looks_for() -> None:
    assert reader.URGENT == URGENT
