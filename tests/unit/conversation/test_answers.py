"""What a yes, a no or an "I'm okay" means."""

from __future__ import annotations

import pytest

from bot.conversation import answers
from bot.conversation.case import CaseFacts
from bot.conversation.steps import NEXT_STEP
from bot.safety.tiers import Tier


def case(*situations: str, **known: object) -> CaseFacts:
    return CaseFacts(situations=frozenset(situations), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "replies"),
    [
        (case("B01", asked="coping"), ("utter_glad_okay", NEXT_STEP)),
        (case("A05", asked="coping"), ("utter_threat_may_be_hollow", NEXT_STEP)),
        (case("A05", "D02", asked="coping"), ("utter_plan_in_case_shared", NEXT_STEP)),
        (case("A05", asked="someone_near"), ("utter_someone_near", NEXT_STEP)),
        (case("F03", asked="cross_or_hurt"), ("utter_ask_safe_now",)),
        (case("A01", asked="age"), (NEXT_STEP,)),
        (case("A01"), (NEXT_STEP,)),
        (case(asked="anything_wrong"), ("utter_invite",)),
        (case(asked="willing_to_tell", unclear_count=0), ("utter_unclear_first",)),
        (case(unclear_count=2), ("utter_unclear_second",)),
    ],
)
def test_a_yes(facts: CaseFacts, replies: answers.Replies) -> None:
    assert answers.answer_yes(facts) == replies


@pytest.mark.parametrize(
    ("facts", "replies"),
    [
        (case("A01", asked="coping"), ("utter_not_okay", "utter_ask_suicide_thoughts")),
        (case("A05", asked="someone_near"), ("utter_nobody_near", NEXT_STEP)),
        (case("C01", asked="suicide_thoughts"), ("utter_denial_accepted", NEXT_STEP)),
        (case("F03", asked="cross_or_hurt"), (NEXT_STEP,)),
        (case("A01"), ("utter_no_rush",)),
        (case(asked="anything_wrong"), ("utter_no_rush",)),
        (case(unclear_count=1), ("utter_unclear_first",)),
    ],
)
def test_a_no(facts: CaseFacts, replies: answers.Replies) -> None:
    assert answers.answer_no(facts) == replies


@pytest.mark.parametrize("answered", ["no", "thoughts", "today"])
def test_who_is_not_okay_is_asked_about_suicide_once_and_then_shown_who_to_call(answered: str) -> None:
    assert answers.answer_not_okay(case("A01")) == ("utter_not_okay", "utter_ask_suicide_thoughts")
    assert answers.answer_not_okay(case("A01", suicide_answer=answered)) == ("utter_not_okay", "utter_helplines")


def test_who_answered_the_question_about_suicide_is_not_asked_again_when_it_was_shared_elsewhere_too() -> None:
    assert answers.answer_shared(case("C01")) == ("utter_already_shared",)
    assert answers.answer_shared(case("C01", suicide_answer="no")) == ("utter_already_shared_again", NEXT_STEP)


def test_okay_without_a_story_is_only_a_relief() -> None:
    assert answers.answer_okay(case()) == ("utter_glad_okay",)


@pytest.mark.parametrize(
    ("facts", "replies"),
    [
        (case(), ("utter_denial_check",)),
        (case("A01", steps_given=("ask_about_suicide",)), ("utter_denial_accepted", NEXT_STEP)),
        (case(suicide_answer="no"), ("utter_denial_accepted",)),
    ],
)
def test_a_denial_is_checked_once_and_then_accepted(facts: CaseFacts, replies: answers.Replies) -> None:
    assert answers.answer_denial(facts) == replies


@pytest.mark.parametrize(
    ("facts", "reply"),
    [
        (case(), "utter_idiom"),
        (case("A01"), "utter_idiom_check"),
        (case(conversation_tier=Tier.T1), "utter_idiom_check"),
        (case("A01", steps_given=("check_idiom",)), "utter_idiom"),
    ],
)
def test_a_figure_of_speech_is_checked_once_and_only_where_something_is_wrong(facts: CaseFacts, reply: str) -> None:
    assert answers.answer_idiom(facts) == (reply,)


def test_a_countdown_is_slowed_down_and_who_is_near_is_asked_once() -> None:
    assert answers.answer_deadline(case("A05")) == ("utter_deadline",)
    assert answers.answer_deadline(case("A05", steps_given=("find_someone_near",))) == ("utter_deadline_again", NEXT_STEP)


@pytest.mark.parametrize(
    ("facts", "reply"),
    [
        (case("A01", conversation_tier=Tier.T2), "utter_goodbye"),
        (case(conversation_tier=Tier.T1), "utter_goodbye_check"),
        (case(conversation_tier=Tier.T1, asked="safe_tonight"), "utter_goodbye"),
    ],
)
def test_a_goodbye_after_risk_is_checked_once_and_never_held_up(facts: CaseFacts, reply: str) -> None:
    assert answers.answer_goodbye(facts) == (reply,)
