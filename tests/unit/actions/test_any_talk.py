"""Laws that hold in every conversation, whatever is said in whatever order."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.said import questions
from tests.examples import examples
from tests.unit.actions.talk import ROOT, RULES, Talk

CRISES = [
    ("express_passive_ideation", "H01", "T1", "suicide"),
    ("express_suicidal_thoughts", "H02", "T1", "suicide"),
    ("report_attempt", "H04", "T0", "suicide"),
    ("report_meeting_demand", "B04", "T1", "danger"),
    ("report_camera_demand", "B03", "T1", "abuse"),
    ("tell_under_thirteen", "E01", "T1", "child"),
    ("say_parents_might_hurt", "I04", "T1", "danger"),
    ("nlu_fallback", "B05", "T1", "others"),
]
SITUATIONS = {
    "report_threat_to_share": "A01", "report_chat_threat": "A04", "report_deadline": "A05", "report_money_demand": "B01",
    "report_already_shared": "C01", "report_already_paid": "C02", "report_ex_partner": "D02", "ask_if_they_will_share": "G01",
}  # fmt: skip

ordinary = st.sampled_from(sorted(RULES)).map(lambda intent: (intent, SITUATIONS.get(intent), "T2", None))
messages = st.lists(st.one_of(ordinary, ordinary, st.sampled_from(CRISES)), min_size=1, max_size=14)
people = st.fixed_dictionaries(
    {
        "age": st.sampled_from([None, 10, 15, 20]),
        "country": st.sampled_from([None, "GB", "US"]),
        "counsellors_here": st.integers(0, 2),
    }
)
HOPEFUL = {"utter_threat_to_share", "utter_threat_may_be_hollow", "utter_will_they_share"}
KNOWN = {"utter_step_person", "utter_helplines"}


def play(told: list[Any], person: dict[str, Any]) -> Talk:
    talk = Talk(**person)
    for intent, situation, tier, concern in told:
        talk.say(intent, *([situation] if situation else []), tier=tier, concern=concern)
    return talk


@settings(deadline=None, max_examples=examples(150))
@given(messages, people)
def test_every_message_gets_one_or_two_bubbles_and_at_most_one_question(told: list[Any], person: dict[str, Any]) -> None:
    for turn in play(told, person).turns:
        assert 1 <= len(turn) <= 2
        assert len(set(turn)) == len(turn)
        assert sum(key in questions() for key in turn) <= 1


@settings(deadline=None, max_examples=examples(100))
@given(messages, people)
def test_every_reply_has_words(told: list[Any], person: dict[str, Any]) -> None:
    responses = set(yaml.safe_load((ROOT / "domain" / "replies.yml").read_text(encoding="utf-8"))["responses"])
    assert {key for turn in play(told, person).turns for key in turn} <= responses


@settings(deadline=None, max_examples=examples(150))
@given(messages, people)
def test_no_step_is_given_twice(told: list[Any], person: dict[str, Any]) -> None:
    said = [key for turn in play(told, person).turns for key in turn if key.startswith("utter_step_")]
    once = [key for key in said if key not in KNOWN | {"utter_step_praise"}]
    assert len(once) == len(set(once))


@settings(deadline=None, max_examples=examples(100))
@given(messages, messages, people)
def test_after_an_ex_was_named_no_hopeful_line_is_said(before: list[Any], after: list[Any], person: dict[str, Any]) -> None:
    talk = play([*before, ("report_ex_partner", "D02", "T2", None), *after], person)
    assert not HOPEFUL & {key for turn in talk.turns[len(before) :] for key in turn}


@settings(deadline=None, max_examples=examples(100))
@given(messages, people)
def test_danger_now_always_gets_a_number_or_a_hand_to_hold(told: list[Any], person: dict[str, Any]) -> None:
    talk = play(told, person)
    for (_, _, tier, _), turn in zip(told, talk.turns, strict=True):
        if tier == "T0":
            assert turn[0] in {"utter_emergency_life", "utter_keep_safe", "utter_ask_hurt_or_alone"}


@settings(deadline=None, max_examples=examples(100))
@given(messages, people)
def test_a_crisis_reply_is_not_given_twice_in_a_row(told: list[Any], person: dict[str, Any]) -> None:
    turns = play(told, person).turns
    watched = {
        "utter_stay_close",
        "utter_emergency_life",
        "utter_ask_suicide_thoughts",
        "utter_self_harm",
        "utter_ask_suicide_today",
    }
    for first, second in pairwise(turns):
        assert not set(first) & set(second) & watched
