"""Whose line is whose in a pasted chat."""

from __future__ import annotations

import re

import pytest

from bot.safety.screen import Screen
from bot.safety.tiers import Concern, Tier

BARE = """2 times more and u be free forever
Omg u promised
u have no choice
Thanks for making me want to kill myself
Remember i have ur video so don't do anything bad
I HATE MY LIFE!
i feel sick"""
SIDES = ["them", "me", "them", "me", "them", "me", "me"]


def _labelled(them: str = "them: ", me: str = "me: ") -> str:
    names = {"them": them, "me": me}
    return "\n".join(names[side] + line for side, line in zip(SIDES, BARE.splitlines(), strict=True))


PASTED = {
    "no labels": BARE,
    "labels": _labelled(),
    "names nobody knows": _labelled("kyle_99: ", "jess: "),
    "clock times": _labelled("[12:03] them: ", "[12:04] me: "),
    "an exported chat": _labelled("12/03/2026, 21:14 - Kyle: ", "12/03/2026, 21:15 - You: "),
    "quoted lines": re.sub(r"^", "> ", BARE, flags=re.MULTILINE),
    "quotation marks": "\n".join(f'"{line}"' for line in BARE.splitlines()),
    "one line": _labelled().replace("\n", " "),
    "one line without labels": BARE.replace("\n", ". "),
}


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED.keys())
def test_a_pasted_chat_shows_both_the_threat_and_the_despair(screen: Screen, pasted: str) -> None:
    verdict = screen.assess(pasted)
    found = [situation.id for situation in verdict.situations]
    assert (verdict.tier, verdict.concern, verdict.ask) == (Tier.T1, Concern.SUICIDE, True)
    assert found[0] == "H02"
    assert "B02" in found


def test_the_offenders_wish_to_die_is_not_the_young_persons(screen: Screen) -> None:
    verdict = screen.assess("her: if u leave me ill kill myself\nme: please dont")
    assert verdict.concern is Concern.OTHERS
    assert {"H02", "H03"}.isdisjoint(found.id for found in verdict.situations)


def test_the_young_persons_line_in_the_same_chat_is_theirs(screen: Screen) -> None:
    assert screen.assess("her: send more\nme: ill kill myself").concern is Concern.SUICIDE


def test_when_it_is_not_clear_who_speaks_a_wish_to_die_counts(screen: Screen) -> None:
    assert screen.assess("alex: i want to die\nsam: what\nalex: leave it").concern is Concern.SUICIDE


def test_a_comment_under_the_paste_is_the_young_persons(screen: Screen) -> None:
    assert screen.assess("them: u have no choice\nthem: pay me\ni want to die").concern is Concern.SUICIDE


def test_quoted_words_belong_to_the_one_who_said_them(screen: Screen) -> None:
    assert screen.assess('he said "i want to die if u go" and now idk').concern is Concern.OTHERS
    assert screen.assess('he said "send more" and i want to die').concern is Concern.SUICIDE


def test_a_colon_alone_makes_no_pasted_chat(screen: Screen) -> None:
    assert screen.assess("problem: i want to die").concern is Concern.SUICIDE
