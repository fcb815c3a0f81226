"""What situations make of each other: more was sent and more is asked for, an adult who tells of a child they can reach."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.safety.assessment import Read, Reading
from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier
from tests.unit.safety.conftest import screen_with

TEXT = "the lanterns go out"


def _tier(*found: tuple[str, float], context: Sequence[str] = (), text: str = TEXT) -> tuple[Tier, Concern | None]:
    """Of a message in which a model finds these situations, so surely."""

    def read(texts: Sequence[str]) -> Reading:
        return Reading(
            "an_intent", 0.9, tuple(tuple(Read(id_, score) for id_, score in found) for _ in texts), (0.1,) * len(texts)
        )

    verdict = screen_with(read).assess(text, context=context)
    return verdict.tier, verdict.concern


def test_who_sent_more_and_is_asked_for_more_is_asked_again_and_again() -> None:
    assert _tier(("B02", 0.9)) == (Tier.T2, None)
    assert _tier(("C03", 0.9)) == (Tier.T2, None)
    assert _tier(("B02", 0.9), ("C03", 0.8)) == (Tier.T1, Concern.ABUSE)


@pytest.mark.parametrize("found", [[("B02", 0.9), ("C03", 0.4)], [("B02", 0.4), ("C03", 0.9)]])
def test_a_guess_makes_nothing_known_and_is_not_raised(found: Sequence[tuple[str, float]]) -> None:
    assert _tier(*found) == (Tier.T2, None)


def test_words_of_which_the_model_sees_nothing_make_nothing_known() -> None:
    assert _tier(("B02", 0.9), text="sent another pic")[0] is Tier.T2
    assert _tier(("B02", 0.9), ("C03", 0.3), text="sent another pic")[0] is Tier.T1


@pytest.mark.parametrize(
    "text",
    [
        "im in my forties and ive been messaging a kid",
        "theres a 14 year old sending me stuff. im a grown man",
        "shes 13 and i told her id tell",
        "adult here. arranged to meet her at the weekend",
        "i coach little ones and i dont trust myself",
        "its my stepdaughter",
        "there is a girl of 14 i message every night",
        "my girlfriend is 13 and im nearly twenty",
        "i told a kid id send her pics to her school. im 26",
        "found things on my husbands computer. we have a daughter of six",
        "im a step father and yesterday i took a photo",
    ],
)
def test_an_adult_who_can_reach_a_child_is_met_by_a_person(text: str) -> None:
    assert _tier(("K04", 0.9), text=text)[0] is Tier.T1


@pytest.mark.parametrize("text", ["police took my computer because of what i looked at", "adult here. i want to stop looking"])
def test_an_adult_who_tells_of_no_child_within_reach_is_answered_and_offered_one(text: str) -> None:
    assert _tier(("K04", 0.9), text=text)[0] < Tier.T1


@pytest.mark.parametrize(
    "text",
    [
        "my girlfriend is 15 and so am i",
        "we have two kids and a dog",
        "theres a boy i know in year 9",
        "my brother is 14",
        "i coach the minis on saturdays",
    ],
)
def test_the_same_words_of_anybody_else_say_nothing(text: str, screen: Screen) -> None:
    assert screen.assess(text).tier < Tier.T1
