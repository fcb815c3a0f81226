"""What earlier messages change."""

from __future__ import annotations

import pytest

from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier

THOUGHTS = "Thank you for telling me. Are you thinking about\nending your life?"
TODAY = "Is it something you might do today or tonight?"
HURT = "Are you hurt, or is anyone there with you?"
SAFE = "Are you safe right now?"


YES = ["yes", "Yeah", "maybe", "i think so", "idk", "sometimes", "yh a bit", "i am"]
YES_BY_THE_WAY = [
    *["if im honest yeah", "not gonna lie yeah", "im not gonna lie yes", "unfortunately yes", "if im being real yes", "tbh yeah"],
    *["i suppose", "i suppose so", "might be", "lowkey", "100%", "ig", "when its bad", "at night", "only at night"],
    *["👍", "👍🏽", "✅", "*nods*"],
    *["sometimes at night", "would u tell anyone if i said yes", "yes i want help with the pics"],
]


@pytest.mark.parametrize("answer", [*YES, *YES_BY_THE_WAY])
def test_anything_but_no_to_the_suicide_question_calls_a_person(screen: Screen, answer: str) -> None:
    verdict = screen.assess(answer, context=["hi", THOUGHTS])
    assert (verdict.tier, verdict.concern, verdict.situations[0].id) == (Tier.T1, Concern.SUICIDE, "H02")
    assert verdict.reasons[0].source == "context"


@pytest.mark.parametrize(
    ("question", "answer", "tier", "concern"),
    [
        (TODAY, "yes", Tier.T0, Concern.SUICIDE),
        (TODAY, "tonight", Tier.T0, Concern.SUICIDE),
        (TODAY, "idk", Tier.T0, Concern.SUICIDE),
        (TODAY, "not tonight", Tier.T1, Concern.SUICIDE),
        (HURT, "yes", Tier.T0, Concern.SUICIDE),
        (SAFE, "no", Tier.T0, Concern.DANGER),
        (SAFE, "not really", Tier.T0, Concern.DANGER),
        (SAFE, "idk", Tier.T1, Concern.DANGER),
    ],
)
def test_an_answer_counts_with_its_question(screen: Screen, question: str, answer: str, tier: Tier, concern: Concern) -> None:
    verdict = screen.assess(answer, context=[question])
    assert (verdict.tier, verdict.concern) == (tier, concern)


@pytest.mark.parametrize("answer", ["no", "nah", "no im ok", "never", "no thanks", "im ok i have school tomorrow", "not at all"])
def test_a_no_to_the_suicide_question_stays_one(screen: Screen, answer: str) -> None:
    assert screen.assess(answer, context=["hi", THOUGHTS]).tier < Tier.T1


@pytest.mark.parametrize("answer", ["not gonna lie yeah", "i suppose so", "if im honest yeah"])
def test_a_yes_by_the_way_to_today_is_one(screen: Screen, answer: str) -> None:
    assert screen.assess(answer, context=["hi", TODAY]).tier is Tier.T0


@pytest.mark.parametrize(("tap", "tier"), [("affirm", Tier.T1), ("deny", Tier.T2)])
def test_a_tap_answers_like_a_word(screen: Screen, tap: str, tier: Tier) -> None:
    assert screen.assess("That one", context=[THOUGHTS], tap=tap).tier is tier


@pytest.mark.parametrize("question", [THOUGHTS, HURT, SAFE])
@pytest.mark.parametrize("text", ["no i havent told anyone", "no he hasnt sent it", "nah i didnt pay"])
def test_a_no_about_something_else_is_no_answer(screen: Screen, question: str, text: str) -> None:
    assert {reason.source for reason in screen.assess(text, context=[question]).reasons} <= {"rule"}


@pytest.mark.parametrize("text", ["no i dont have a plan", "i dont have any plan", "no i wont", "no im not gonna do it"])
def test_no_plan_is_a_no_to_today(screen: Screen, text: str) -> None:
    assert "no_to_today" in {reason.name for reason in screen.assess(text, context=[TODAY]).reasons}


def test_no_lowers_nothing_that_is_said_beside_it(screen: Screen) -> None:
    assert screen.assess("no. but i took loads of pills", context=[THOUGHTS]).tier is Tier.T0


def test_yes_without_an_open_question_means_nothing(screen: Screen) -> None:
    assert screen.assess("yes").tier is Tier.T4
    assert screen.assess("yes", context=[THOUGHTS, "no", "Do you want to see the next step?"]).tier is Tier.T4


def test_facts_said_earlier_raise_what_is_said_now(screen: Screen) -> None:
    assert screen.assess("he wants more pics").tier is Tier.T2
    verdict = screen.assess("he wants more pics", context=["im 11"])
    assert (verdict.tier, verdict.concern) == (Tier.T1, Concern.CHILD)


def test_a_body_in_fear_counts_once_blackmail_is_known(screen: Screen) -> None:
    assert screen.assess("my hands wont stop, im shaking").tier is Tier.T4
    assert screen.assess("my hands wont stop, im shaking", context=["she says shell leak my pics"]).tier is Tier.T2


def test_its_fine_now_is_asked_about_after_risk_was_spoken_of(screen: Screen) -> None:
    assert not screen.assess("its fine now").ask
    assert screen.assess("its fine now", context=["i wanna kms"]).ask


@pytest.mark.parametrize("question", ["Okay, the film first. Is it going okay?", "Was that online or in person?"])
def test_leaving_after_a_question_about_something_else_is_no_goodbye(screen: Screen, question: str) -> None:
    assert not screen.assess("gtg mum is here", context=[question]).tier.needs_person


def test_a_tapped_age_under_thirteen_is_believed(screen: Screen) -> None:
    verdict = screen.assess("Under 13", tap="tell_age.under_13")
    assert (verdict.tier, verdict.concern) == (Tier.T1, Concern.CHILD)
