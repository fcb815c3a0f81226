"""Whoever answers everything the same way, from any state: never the same more than twice running, and an end that helps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from bot.conversation.said import question_in
from tests.exploration.explore import COPY, Input, inputs, play, taps
from tests.unit.actions.talk import Talk

ANSWERS = ("deny", "affirm", "say_something_unclear", "nlu_fallback", "feel_okay", "feel_not_okay", "ask_what_next", "insult_bot")
LENGTH = 14
TWICE = 2
# An offer of a person or of a number, in words and not only as a button that is always there.
OFFERS = {
    *("utter_unclear_third", "utter_step_person", "utter_helplines", "utter_person_already_asked", "utter_adult_helplines"),
    *(
        "utter_offender_helplines",
        "utter_emergency_life",
        "utter_emergency_danger",
        "utter_stay_close",
        "utter_suicide_not_today",
    ),
}
NEUTRAL = {"utter_act_normal", "utter_still_normal"}  # somebody may be reading along: nothing is offered


@cache
def states() -> tuple[Talk, ...]:
    """Every state that one thing told or tapped leads to, for who is not known, and for a child; and two things of each family."""
    found: list[Talk] = []
    for start in (Talk(), Talk(age=15, country="GB"), Talk(age=9, country="US", counsellors_here=0)):
        found.append(start)
        for one in inputs():
            after = play(start, one)
            found.append(after)
            found += [play(after, tap) for tap in taps(after)]
    return tuple(found)


def chains() -> Iterator[tuple[Talk, str, list[list[str]]]]:
    """Each state, an answer, and the bot's turns when it is given again and again."""
    for state in states():
        for answer in ANSWERS:
            talk, said = state, Input(f"says {answer}", answer)
            turns: list[list[str]] = []
            for _ in range(LENGTH):
                talk = play(talk, said)
                turns.append(talk.turns[-1])
            yield state, answer, turns


@cache
def played() -> list[tuple[Talk, str, list[list[str]]]]:
    return list(chains())


def longest_run(turns: list[object]) -> int:
    """How often the same thing came in a row at most."""
    longest = run = 0
    for n, turn in enumerate(turns):
        run = run + 1 if n and turn == turns[n - 1] and turn is not None else 1
        longest = max(longest, run)
    return longest


def shown(found: list[tuple[Talk, str, list[list[str]]]]) -> str:
    lines = [f"{state.turns[-1:]} | {answer} -> {turns[:8]}" for state, answer, turns in found[:10]]
    return f"{len(found)} talks, such as:\n" + "\n".join(lines)


@pytest.mark.slow
def test_no_reply_comes_more_than_twice_running() -> None:
    wrong = [one for one in played() if longest_run([tuple(turn) for turn in one[2]]) > TWICE]
    assert len(played()) > 1000
    assert not wrong, shown(wrong)


@pytest.mark.slow
def test_no_question_is_asked_more_than_twice_running() -> None:
    wrong = [one for one in played() if longest_run([question_in(turn) for turn in one[2]]) > TWICE]
    assert not wrong, shown(wrong)


@pytest.mark.slow
def test_who_only_says_no_or_idk_ends_with_an_offer_of_a_person_and_a_way_on() -> None:
    def helped(turns: list[list[str]]) -> bool:
        said = {key for turn in turns for key in turn}
        last = {button for key in turns[-1] for button in COPY[key].get("buttons") or ()}
        return bool(said & NEUTRAL) or (bool(said & OFFERS) and bool(last))

    only = [one for one in played() if one[1] in {"deny", "say_something_unclear", "nlu_fallback"}]
    wrong = [one for one in only if not helped(one[2])]
    assert only
    assert not wrong, shown(wrong)
