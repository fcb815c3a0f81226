"""Whoever is not the one who is blackmailed never hears words that are only true for who is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.conversation.standpoint import as_usual, standpoints
from tests.exploration.explore import COPY, Input, Step, inputs, play, taps
from tests.unit.actions.talk import RULES, Talk

TRUE_FOR_VICTIMS = re.compile(
    r"you're being blackmailed|(it's|it is|this is) (blackmail|abuse)[^.]*not your fault|not your fault|you're not to blame"
    r"|leave their messages|stop replying|they want pictures|hide your friends",
    re.IGNORECASE,
)

# What anybody hears about life or danger, whoever they are.
_CRISIS = {"utter_abuse_believed"}


def said_to(situation: str) -> Iterator[Step]:
    """Everything that can be said or tapped after this was told, twice, as long as the standpoint stays."""
    start = Talk()
    start.say("tell_situation", situation, tier="T3")
    seen = [start]
    for depth in range(2):
        after: list[Talk] = []
        for talk in seen:
            for one in (*inputs(), *taps(talk)):
                step = Step(talk, one, play(talk, one))
                if step.after.slots["standpoint"] == start.slots["standpoint"]:
                    yield step
                    after.append(step.after)
        seen = after[:: max(1, len(after) // 15)] if depth == 0 else []


def texts(key: str) -> Iterator[str]:
    yield from COPY[key]["text"]
    for version in (COPY[key].get("text_for") or {}).values():
        yield from version


def told(one: Input) -> bool:
    """Whether the input is no danger of their own: whoever did harm may be in danger too, and then that is answered."""
    return not one.needs_person


@pytest.mark.slow
@pytest.mark.parametrize("situation", ["K03", "K04", "J01", "J03", "J04"])
def test_no_reply_says_what_is_true_for_victims_only(situation: str) -> None:
    first = {
        "utter_shared_someones_picture",
        "utter_professional_asking",
    }  # "if someone made you"; "tell the young person it's …"
    wrong = [
        (step.said.name, key)
        for step in said_to(situation)
        if told(step.said)
        for key in step.reply
        if key not in first and key not in _CRISIS and any(TRUE_FOR_VICTIMS.search(text) for text in texts(key))
    ]
    assert not wrong, sorted(set(wrong))[:20]


@pytest.mark.parametrize("name", standpoints())
def test_every_reply_of_a_standpoint_has_words_and_a_way_to_a_person(name: str) -> None:
    one = standpoints()[name]
    for key in {*one.answers.values(), *one.steps, one.helplines}:
        assert "ask_for_person" in COPY[key]["buttons"], key


def test_what_is_answered_as_usual_has_a_rule() -> None:
    assert as_usual() <= RULES.keys()
