"""Hopeless words: who told of blackmail is told whose fault it is, and nobody hears of a blackmail that they never spoke of."""

from __future__ import annotations

import pytest

from bot.conversation.crisis import CrisisFacts, crisis_turn
from bot.conversation.crisis_replies import ASK_THOUGHTS, HOPELESS, PERSON_CALLED, WORRIED
from bot.safety.tiers import Concern, Tier


def turn(*told: str, seen: str = "") -> tuple[str, ...]:
    return crisis_turn(
        CrisisFacts(
            tier=Tier.T1,
            concern=Concern.SUICIDE,
            situations=frozenset(told),
            situations_seen=frozenset(seen.split()),
            person_just_called=True,
        )
    )


@pytest.mark.parametrize(("told", "seen"), [("A01 F06", ""), ("F06", "B01"), ("F06", "C01 F01"), ("F06 D02", "")])
def test_who_told_of_blackmail_hears_that_it_is_not_their_fault(told: str, seen: str) -> None:
    assert turn(*told.split(), seen=seen) == (HOPELESS,)


@pytest.mark.parametrize(("told", "seen"), [("F06", ""), ("F06 H01", ""), ("F06", "F05 H01 I04"), ("F06", "L01")])
def test_who_did_not_is_asked_and_told_of_the_person_and_of_no_blackmail(told: str, seen: str) -> None:
    assert turn(*told.split(), seen=seen) == (PERSON_CALLED, ASK_THOUGHTS)


def test_who_asks_for_a_way_hears_the_worry_with_or_without_it() -> None:
    assert turn("H08") == turn("H08", "F06") == turn("H08", seen="A01") == (WORRIED,)
