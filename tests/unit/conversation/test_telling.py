"""Which of several things told is answered, with which reply, and whether a step follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.case import UNDER_13, CaseFacts
from bot.conversation.said import answered_in, first_told, question_in, situation_replies
from bot.conversation.steps import NEXT_STEP
from bot.conversation.telling import answer_told, to_answer

BLACKMAILED = CaseFacts(situations=frozenset({"A01"}), safety_asked=True)
SITUATIONS = st.lists(st.sampled_from([*situation_replies(), "A01", "B01", "L01"]), max_size=5)


def test_what_is_told_is_answered_and_a_step_follows() -> None:
    assert answer_told(BLACKMAILED, ["A06"]) == ("utter_repeat_new_accounts", NEXT_STEP)


def test_the_likeliest_is_answered_first() -> None:
    assert to_answer(["C05", "A06"]) == "C05"


@pytest.mark.parametrize("grave", first_told())
def test_danger_and_whom_nobody_may_be_told_come_before_everything_else(grave: str) -> None:
    assert to_answer(["A06", "C05", grave]) == grave


@pytest.mark.parametrize("told", [["D04", "D05"], ["D05", "D04"], ["D05", "A06", "D04"]])
def test_of_a_relative_and_a_trusted_adult_the_likelier_one_is_answered(told: list[str]) -> None:
    assert to_answer(told) == told[0]
    assert to_answer(["A06", *told]) == told[0]


def test_nothing_is_answered_twice() -> None:
    assert to_answer(["C05", "A06"], {"C05"}) == "A06"
    assert answer_told(CaseFacts(situations=frozenset({"C05"}), answered=frozenset({"C05"})), ["C05"]) == (NEXT_STEP,)


def test_a_reply_that_asks_is_not_followed_by_a_step() -> None:
    assert answer_told(BLACKMAILED, ["F05"]) == ("utter_panic_sleep_eating",)


def test_what_has_not_happened_is_answered_once_and_only_where_nothing_else_is_told() -> None:
    assert answer_told(BLACKMAILED, [], ["paid"]) == ("utter_not_paid", NEXT_STEP)
    assert answer_told(BLACKMAILED, ["A06"], ["paid"]) == ("utter_repeat_new_accounts", NEXT_STEP)
    assert answered_in(["utter_not_paid"]) == ("paid",)
    assert answer_told(replace(BLACKMAILED, answered=frozenset({"paid"})), [], ["paid"]) == (NEXT_STEP,)
    assert answer_told(CaseFacts(), [], ["shared"]) == ("utter_not_shared",), "nothing else is known: no step yet"


def test_a_child_gets_one_bubble() -> None:
    assert answer_told(CaseFacts(situations=frozenset({"A06"}), age_band=UNDER_13), ["A06"]) == ("utter_repeat_new_accounts",)


@pytest.mark.parametrize("situation", ["J01", "J03", "J04", "K03", "K04"])
def test_somebody_who_asks_for_another_or_did_harm_gets_no_steps_of_a_blackmailed_person(situation: str) -> None:
    assert len(answer_told(BLACKMAILED, [situation])) == 1


@given(SITUATIONS, st.sets(st.sampled_from(sorted(situation_replies()))))
def test_an_answer_is_one_reply_or_a_reply_and_a_step(told: list[str], answered: set[str]) -> None:
    replies = answer_told(CaseFacts(situations=frozenset(told), answered=frozenset(answered)), told)
    assert 1 <= len(replies) <= 2
    assert replies[1:] in ((), (NEXT_STEP,))
    assert not (replies[1:] and question_in(replies[:1]))


@given(SITUATIONS)
def test_what_was_answered_is_remembered_by_its_reply(told: list[str]) -> None:
    situation = to_answer(told)
    if situation is not None:
        assert situation in answered_in([situation_replies()[situation]])
